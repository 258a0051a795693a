import { PlanRefusal } from '@shared/commands/command';
import type { DocumentView } from '@shared/document/document';
import type { LookId, TrackId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { ImportTarget } from '@shared/rpc/table';
import { soundLengthFrames, soundOf } from '@shared/timeline/model';
import type { CommandCall } from '../documentPort';

/** Layers, records and shots that one command takes. */
const layersPerCall = 500;
const mediaPerCall = 5_000;
const shotsPerCall = 5_000;
/** References that a look may have. */
const maxReferences = 64;

/** What an import has brought. */
export interface Brought {
  /** New records, in order. */
  readonly added: readonly Media[];
  /** Known media whose files were missing and are found again among those imported, as they are to be now. */
  readonly found: readonly Media[];
  /** All that was imported, known ones too, in order. */
  readonly chosen: readonly Media[];
}

/**
 * What an import does to the document, as one edit: records for what is new, then what was asked to become of the
 * files. Files that the target has no use for (a sound dropped on the boards) stay in the media list.
 */
export function importCalls(
  document: DocumentView,
  { added, found, chosen }: Brought,
  target: ImportTarget,
): CommandCall[] {
  const records = inGroups(added, mediaPerCall).map((media) => ({ command: 'media.add', args: { media } }));
  const files = found.map(({ id, storage, byteSize, fingerprint, fingerprintOf, mimeType, content }) => ({
    mediaId: id,
    file: { storage, byteSize, fingerprint, fingerprintOf, mimeType, content },
  }));
  const relinks = files.length > 0 ? [{ command: 'media.relink', args: { files } }] : [];
  return [...records, ...relinks, ...targetCalls(document, chosen, target)];
}

/** Files whose records are committed at a time. */
const filesPerCommit = 400;

/**
 * A large import in parts that commit quickly. Those that put each file into a place of its own come as one: their places
 * depend on each other.
 */
export function partsOf(
  { added, found, chosen }: Brought,
  target: ImportTarget,
): { readonly part: Brought; readonly target: ImportTarget }[] {
  const isDivisible = target.as === 'media' || target.as === 'shots' || target.as === 'layers';
  if (!isDivisible || chosen.length <= filesPerCommit) return [{ part: { added, found, chosen }, target }];
  const left = new Set(added);
  return inGroups(chosen, filesPerCommit).map((group, index) => {
    const own = group.filter((media) => left.delete(media));
    const at = index * filesPerCommit;
    // What is dropped between two shots keeps its order.
    const before = chosen.slice(0, at).filter(({ content }) => content.type !== 'sound').length;
    const place =
      target.as === 'shots' && target.index !== null ? { ...target, index: target.index + before } : target;
    return { part: { added: own, found: index === 0 ? found : [], chosen: group }, target: place };
  });
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}

function targetCalls(document: DocumentView, chosen: readonly Media[], target: ImportTarget): CommandCall[] {
  const seen = chosen.filter(({ content }) => content.type !== 'sound').map(({ id }) => id);
  const pictures = chosen.filter(({ content }) => content.type === 'image');
  switch (target.as) {
    case 'media':
      return [];
    case 'shots': {
      if (seen.length === 0) return [];
      const { sceneId, index } = target;
      const place = { ...(sceneId === null ? {} : { sceneId }), ...(index === null ? {} : { index }) };
      return inGroups(seen, shotsPerCall).map((mediaIds, group) => ({
        command: 'shot.addFromMedia',
        args: { mediaIds, ...place, ...(index === null ? {} : { index: index + group * shotsPerCall }) },
      }));
    }
    case 'layers':
      return inGroups(seen, layersPerCall).map((mediaIds) => ({
        command: 'layer.add',
        args: { shotId: target.shotId, boardId: target.boardId, mediaIds },
      }));
    case 'sound':
      return soundCalls(document, chosen, target);
    case 'reference': {
      const { lookId, view } = target;
      const room = maxReferences - (document.get('look', lookId as LookId)?.references.length ?? 0);
      // The first takes the place that was pointed at, the others follow at the end.
      return pictures.slice(0, Math.max(1, room)).map(({ id }, position) => ({
        command: 'element.setReference',
        args: { lookId, view: position === 0 ? view : maxReferences - 1, mediaId: id },
      }));
    }
    case 'line':
      if (chosen.length > 1) throw new PlanRefusal('A line takes one sound. Drop one file on it.');
      return chosen.map(({ id }) => ({
        command: 'dialogue.useSound',
        args: { dialogueLineId: target.dialogueLineId, mediaId: id },
      }));
    case 'element':
      return pictures.map(({ id, name }) => ({
        command: 'element.add',
        args: { type: target.elementType, name: nameFromFile(name), references: [id] },
      }));
  }
}

/** One after the other from the frame pointed at, each in the next place with room: a drop is never refused for a neighbour. */
function soundCalls(
  document: DocumentView,
  chosen: readonly Media[],
  { trackId, startFrame }: Extract<ImportTarget, { as: 'sound' }>,
): CommandCall[] {
  const { rate } = document.project();
  const track = trackId === null ? document.list('track')[0] : document.get('track', trackId as TrackId);
  const taken = track
    ? document
        .childrenOf('clip', track.id)
        .map((clip) => ({ start: clip.startFrame, end: clip.startFrame + clip.lengthFrames }))
    : [];
  const calls: CommandCall[] = [];
  let start = Math.max(0, startFrame);
  for (const media of chosen) {
    const sound = soundOf(media);
    if (!sound || sound.sampleCount === 0) continue;
    const length = soundLengthFrames(sound, rate);
    for (const clip of taken) if (start < clip.end && clip.start < start + length) start = clip.end;
    calls.push({
      command: 'sound.addClip',
      args: { mediaId: media.id, startFrame: start, ...(track ? { trackId: track.id } : {}) },
    });
    start += length;
  }
  return calls;
}

/** "lighthouse-keeper_01.png" → "lighthouse keeper 01". */
export function nameFromFile(fileName: string): string {
  const words = fileName
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/[_\s-]+/g, ' ')
    .trim();
  return words || fileName;
}

/** What the history shows. */
export function importLabel(chosen: readonly Media[], target: ImportTarget): string {
  const what = chosen.length === 1 ? `Import ${chosen[0]?.name}` : `Import ${chosen.length} Files`;
  if (target.as === 'line') return `Use ${chosen[0]?.name} for Line`;
  return target.as === 'shots' ? `${what} as ${chosen.length === 1 ? 'Shot' : 'Shots'}` : what;
}

/**
 * Before a file is read: is there still what they are meant for?
 * @throws CodedError `notFound`
 */
export function requireTarget(document: DocumentView, target: ImportTarget): void {
  const [kind, id] = targetRecord(target);
  if (kind === null || document.has(kind, id)) return;
  const what = kind === 'dialogueLine' ? 'line' : kind;
  throw new CodedError('notFound', `The ${what} that the files were dropped on is no longer there.`);
}

type TargetKind = 'scene' | 'shot' | 'track' | 'look' | 'dialogueLine';

function targetRecord(target: ImportTarget): [TargetKind, string] | [null, ''] {
  if (target.as === 'shots' && target.sceneId !== null) return ['scene', target.sceneId];
  if (target.as === 'layers') return ['shot', target.shotId];
  if (target.as === 'sound' && target.trackId !== null) return ['track', target.trackId];
  if (target.as === 'reference') return ['look', target.lookId];
  if (target.as === 'line') return ['dialogueLine', target.dialogueLineId];
  return [null, ''];
}
