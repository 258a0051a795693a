import {
  type BoardId,
  boardIdSchema,
  type ClipId,
  clipIdSchema,
  type ShotId,
  shotIdSchema,
} from '../document/ids';

/** Which record of the project an item of a cut was made from. */
export type CutUid =
  | {
      readonly kind: 'shot';
      readonly shotId: ShotId;
      /** The board that is a clip of its own; null = the whole shot, or the only board of it. */
      readonly boardId: BoardId | null;
      /** Frame of the shot's own time that stands at the first frame of the media; null = a still. */
      readonly shotFrame: number | null;
    }
  | { readonly kind: 'sound'; readonly clipId: ClipId };

const mark = 'ekonte:';

/** "ekonte:sht_…", "ekonte:sht_…/brd_…", "ekonte:sht_…@-12", "ekonte:clp_…": how a uid travels in every format. */
export function uidText(uid: CutUid): string {
  if (uid.kind === 'sound') return `${mark}${uid.clipId}`;
  const { shotId, boardId, shotFrame } = uid;
  return `${mark}${shotId}${boardId === null ? '' : `/${boardId}`}${shotFrame === null ? '' : `@${shotFrame}`}`;
}

const pattern = /ekonte:([A-Za-z0-9_-]+)(?:\/([A-Za-z0-9_-]+))?(?:@(-?\d{1,9}))?/i;

/** The uid that a text bears anywhere in it, as a comment a person has written on; null = none. */
export function findUid(text: string): CutUid | null {
  const [, first, second, frame] = pattern.exec(text) ?? [];
  const clipId = clipIdSchema.safeParse(first);
  if (clipId.success) return { kind: 'sound', clipId: clipId.data };
  const shotId = shotIdSchema.safeParse(first);
  if (!shotId.success) return null;
  const boardId = boardIdSchema.safeParse(second);
  return {
    kind: 'shot',
    shotId: shotId.data,
    boardId: boardId.success ? boardId.data : null,
    shotFrame: frame === undefined ? null : Number(frame),
  };
}
