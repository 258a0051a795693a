import { z } from 'zod';
import { maxText } from '../script/screenplay';
import { type Rate, rateOfDecimal } from '../time/rate';

/*
 * Scenes of Wonder Unit Storyboarder, versions 0.7 to 2.1. Numbers came as texts in some, fields came and went: what is not
 * understood is left out, not refused.
 */

/** Bytes of a file; 3D scenes make the longest ones. */
export const maxBoardFileBytes = 64_000_000;
/** Boards of one file; Storyboarder itself gives up at some 1,000. */
export const maxBoards = 5_000;
/** Longest board, ms. */
export const maxBoardMs = 24 * 3_600_000;
const firstBoardMs = 2_000;

/** A picture of a board, by the name of its file. */
export interface BoardPicture {
  /** As the layer is called. */
  readonly name: string;
  readonly file: string;
  readonly opacity: number;
}

export interface BoardOfFile {
  /** It begins a shot. */
  readonly startsShot: boolean;
  /** How long it stands: at least as long as its sound. */
  readonly ms: number;
  readonly dialogue: string;
  readonly action: string;
  readonly notes: string;
  /** Back to front. */
  readonly pictures: readonly BoardPicture[];
  /** The drawing of versions before layers had files of their own; taken where it is there. */
  readonly drawing: string | null;
  /** All layers as one picture, for where none of them is there. */
  readonly poster: string | null;
  /** Drawn in Photoshop. */
  readonly photoshop: string | null;
  readonly sound: string | null;
}

export interface BoardFile {
  readonly rate: Rate | null;
  /** Width over height. */
  readonly aspect: number | null;
  readonly boards: readonly BoardOfFile[];
  /** Boards that are none, counted from 1. */
  readonly unreadable: readonly number[];
}

/** Back to front; the drawing of old versions lies where the others were drawn. */
const layerNames = [
  ['shot-generator', 'Shot Generator'],
  ['reference', 'Reference'],
  ['fill', 'Fill'],
  ['tone', 'Tone'],
  ['pencil', 'Pencil'],
  ['ink', 'Ink'],
  ['notes', 'Notes'],
] as const;
const drawnLayers: ReadonlySet<string> = new Set(['fill', 'tone', 'pencil', 'ink']);
/** Of a layer that is not known: in front of what is drawn, behind the notes. */
const unknownPlace = layerNames.length - 1.5;

const amount = z
  .union([z.number(), z.string().trim().min(1)])
  .transform(Number)
  .pipe(z.number())
  .nullish()
  .catch(null);
const words = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value ?? '').replaceAll(/\r\n?/g, '\n').trim());
const fileName = z.string().min(1).max(1_000).nullish().catch(null);

const layerOfFileSchema = z.object({ url: fileName, opacity: amount });
const boardOfFileSchema = z.object({
  url: fileName,
  newShot: z.unknown().optional(),
  duration: amount,
  dialogue: words,
  action: words,
  notes: words,
  audio: z.object({ filename: fileName, duration: amount }).nullish().catch(null),
  link: fileName,
  layers: z.record(z.string(), z.unknown()).nullish().catch(null),
});
const fileSchema = z.object({
  aspectRatio: amount,
  fps: amount,
  defaultBoardTiming: amount,
  boards: z.array(z.unknown()).max(maxBoards),
});

/** A file that is no scene of Storyboarder, in words for a person. */
export class BoardFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BoardFileError';
  }
}

/** @throws BoardFileError */
export function readBoardFile(text: string): BoardFile {
  const parsed = fileSchema.safeParse(parsedJson(text));
  if (!parsed.success) {
    const isTooLong = parsed.error.issues.some(({ code }) => code === 'too_big');
    throw new BoardFileError(
      isTooLong
        ? `It has more than ${maxBoards.toLocaleString('en-US')} boards.`
        : 'There are no boards in it.',
    );
  }
  const { aspectRatio, fps, defaultBoardTiming, boards } = parsed.data;
  const unreadable: number[] = [];
  const read = boards.flatMap((each, index) => {
    const board = boardOfFileSchema.safeParse(each);
    if (board.success) return [boardOf(board.data, defaultBoardTiming ?? firstBoardMs)];
    unreadable.push(index + 1);
    return [];
  });
  return {
    rate: rateOfDecimal(fps ?? 0),
    aspect: aspectRatio != null && aspectRatio >= 0.1 && aspectRatio <= 10 ? aspectRatio : null,
    boards: read,
    unreadable,
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new BoardFileError('It is damaged, or not finished being written.');
  }
}

function boardOf(board: z.infer<typeof boardOfFileSchema>, ownMs: number): BoardOfFile {
  const pictures = picturesOf(board.layers ?? {});
  const isDrawnInLayers = pictures.some(({ key }) => drawnLayers.has(key));
  const length = Math.max(
    positive(board.duration) ?? positive(ownMs) ?? firstBoardMs,
    board.audio?.duration ?? 0,
  );
  const stem = board.url?.replace(/\.\w+$/, '');
  return {
    startsShot: board.newShot === true || board.newShot === 'true',
    ms: Math.min(length, maxBoardMs),
    dialogue: board.dialogue.slice(0, maxText),
    action: board.action.slice(0, maxText),
    notes: board.notes.slice(0, maxText),
    pictures: pictures.map(({ name, file, opacity }) => ({ name, file, opacity })),
    drawing: isDrawnInLayers ? null : (board.url ?? null),
    poster: stem ? `${stem}-posterframe.jpg` : null,
    photoshop: board.link ?? null,
    sound: board.audio?.filename ?? null,
  };
}

const positive = (value: number | null | undefined): number | null =>
  value != null && value > 0 ? value : null;

function picturesOf(layers: Readonly<Record<string, unknown>>) {
  return Object.entries(layers)
    .flatMap(([key, value]) => {
      const layer = layerOfFileSchema.safeParse(value);
      if (!layer.success || !layer.data.url) return [];
      const known = layerNames.findIndex(([each]) => each === key);
      return [
        {
          key,
          name: (layerNames[known]?.[1] ?? key).slice(0, 100),
          file: layer.data.url,
          opacity: Math.min(1, Math.max(0, layer.data.opacity ?? 1)),
          place: known < 0 ? unknownPlace : known,
        },
      ];
    })
    .sort((a, b) => a.place - b.place);
}
