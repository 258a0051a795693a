import type { DocumentView } from '../document/document';
import type { Shot, Take } from '../document/records';
import { type SheetContent, type SheetPanel, seenBoards, sheetContent } from '../sheets/content';
import { boardLabel, shotFileName } from '../shots/names';
import type { SequenceShot } from '../shots/sequence';
import { frames } from '../time/frames';
import type { CutFiles } from './cutFiles';
import type { CutSettings } from './cutSettings';
import type { CutMedia, CutPicture, CutSize, CutTexts, CutTransition } from './cutTimeline';
import type { CutUid } from './cutUid';

/** A shot, or a board of one, before it is known what transitions use of it. Frames. */
interface Piece {
  readonly shot: Shot;
  readonly panels: readonly SheetPanel[];
  readonly start: number;
  readonly length: number;
  readonly picture: 'still' | 'clip' | 'take';
  /** Whose file it is; null = it is made. */
  readonly take: Take | null;
  /** How much media there is before and behind what is used; a still and a rendered clip have what is asked for. */
  readonly head: number;
  readonly tail: number;
}

/** What transitions use besides. */
interface Handles {
  before: number;
  after: number;
}

/**
 * The pictures of a cut: each shot as a clip, or as one for each of its boards.
 * @param shots in film order; they follow each other in the cut
 */
export function cutShots(
  document: DocumentView,
  shots: readonly SequenceShot[],
  settings: Pick<CutSettings, 'pictures'>,
  files: CutFiles,
): { readonly items: readonly CutPicture[]; readonly transitions: readonly CutTransition[] } {
  const content = sheetContent(
    document,
    shots.map(({ shot }) => shot.id),
    '',
  );
  const pieces = piecesOf(document, shots, content, settings);
  const handles = pieces.map((): Handles => ({ before: 0, after: 0 }));
  const transitions = transitionsOf(pieces, handles, followers(shots));
  const planned = new Set(transitions.map(({ cut }) => Number(cut)));
  const maker = new PictureMaker(document, content, files);
  return {
    items: pieces.map((piece, index) =>
      maker.make(piece, handles[index] as Handles, planned.has(piece.start)),
    ),
    transitions,
  };
}

/** Shots whose neighbour before is the one in the film. */
function followers(shots: readonly SequenceShot[]): ReadonlySet<string> {
  const ids = shots.flatMap(({ shot, startFrame }, index) =>
    index > 0 && shots[index - 1]?.endFrame === startFrame ? [shot.id as string] : [],
  );
  return new Set(ids);
}

function piecesOf(
  document: DocumentView,
  shots: readonly SequenceShot[],
  { panels }: SheetContent,
  { pictures }: Pick<CutSettings, 'pictures'>,
): Piece[] {
  const byShot = Map.groupBy(panels, ({ shotId }) => shotId);
  const pieces: Piece[] = [];
  let start = 0;
  for (const { shot } of shots) {
    const own = byShot.get(shot.id) ?? [];
    const whole = { shot, panels: own, start, length: shot.lengthFrames, take: null, head: 0, tail: 0 };
    const take = shot.activeTakeId ? document.get('take', shot.activeTakeId) : undefined;
    const type = take && document.get('media', take.mediaId)?.content.type;
    const isShownAsTake = type === 'image' || type === 'video';
    if (pictures === 'clips') pieces.push({ ...whole, picture: 'clip' });
    else if (take && type === 'video') pieces.push({ ...whole, ...ownFile(document, shot, take) });
    else if (isShownAsTake || own.length === 1) pieces.push({ ...whole, picture: 'still' });
    else {
      for (const panel of own) {
        const { offsetFrames, lengthFrames: length } = panel;
        pieces.push({ ...whole, panels: [panel], start: start + offsetFrames, length, picture: 'still' });
      }
    }
    start += shot.lengthFrames;
  }
  return pieces;
}

/**
 * A take goes out as the file it is where that shows the whole shot. One of our own renderer may be a draft, and is made
 * anew as the film would; outside a take its first or last frame holds, which a file alone does not do.
 */
function ownFile(
  document: DocumentView,
  shot: Shot,
  take: Take,
): Pick<Piece, 'picture' | 'take' | 'head' | 'tail'> {
  const head = shot.sourceInFrames - take.sourceInFrames;
  const tail = take.lengthFrames - head - shot.lengthFrames;
  const { content } = document.require('media', take.mediaId);
  const { rate } = document.project();
  const inMedia =
    content.type === 'video'
      ? (content.frameCount * content.rate.den * rate.num) / (content.rate.num * rate.den)
      : 0;
  const isWhole = head >= 0 && tail >= 0 && take.mediaInFrames + head + shot.lengthFrames <= inMedia;
  if (take.provider === 'local' || !isWhole) return { picture: 'clip', take: null, head: 0, tail: 0 };
  const left = Math.floor(inMedia) - take.mediaInFrames - head - shot.lengthFrames;
  return { picture: 'take', take, head, tail: Math.min(tail, left) };
}

/** Fits each dissolve to the shots and the media around its cut; one that has no room at all is none. */
function transitionsOf(
  pieces: readonly Piece[],
  handles: readonly Handles[],
  follows: ReadonlySet<string>,
): CutTransition[] {
  const transitions: CutTransition[] = [];
  for (const [index, piece] of pieces.entries()) {
    const last = pieces[index - 1];
    const { shot, panels } = piece;
    const isFirst = panels[0] === undefined || panels[0].boardIndex === 0;
    if (!last || !isFirst || !follows.has(shot.id) || shot.transitionIn?.type !== 'dissolve') continue;
    const wanted = shot.transitionIn.lengthFrames;
    const used = handles[index - 1] as Handles;
    const earlier = transitions.at(-1);
    const taken = earlier && Number(earlier.cut) === last.start ? earlier.after : 0;
    // Something of the outgoing shot stands alone, so that it has an event of its own.
    const free = Math.max(0, last.length - taken - 1);
    const before = Math.min(Math.floor(wanted / 2), free, roomBefore(piece));
    const after = Math.min(wanted - Math.floor(wanted / 2), piece.length, roomBehind(last));
    if (before + after === 0) continue;
    used.after = after;
    (handles[index] as Handles).before = before;
    transitions.push({
      type: 'dissolve',
      name: 'Cross Dissolve',
      cut: frames(piece.start),
      before,
      after,
    });
  }
  return transitions;
}

const roomBefore = ({ picture, head }: Piece): number =>
  picture === 'take' ? head : Number.POSITIVE_INFINITY;
const roomBehind = ({ picture, tail }: Piece): number =>
  picture === 'take' ? tail : Number.POSITIVE_INFINITY;

class PictureMaker {
  readonly #document: DocumentView;
  readonly #content: SheetContent;
  readonly #files: CutFiles;
  readonly #size: CutSize;

  constructor(document: DocumentView, content: SheetContent, files: CutFiles) {
    this.#document = document;
    this.#content = content;
    this.#files = files;
    const { width, height } = document.project().frameSize;
    this.#size = { width, height };
  }

  make(piece: Piece, { before, after }: Handles, hasTransition: boolean): CutPicture {
    const { shot, start, length, picture, take, panels } = piece;
    const first = take ? take.mediaInFrames + piece.head : before;
    const shotFrame = picture === 'still' ? null : shot.sourceInFrames - first;
    const uid: CutUid = { kind: 'shot', shotId: shot.id, boardId: this.#boardOf(piece), shotFrame };
    const media = take
      ? this.#files.ofProject(this.#document.require('media', take.mediaId))
      : this.#made(piece, before, after);
    return {
      uid,
      name: this.#nameOf(piece),
      isEnabled: true,
      record: { start: frames(start), end: frames(start + length) },
      source: { start: frames(first), end: frames(first + length) },
      media,
      markers: [],
      texts: textsOf(shot, panels, this.#content, hasTransition),
      colour: shot.colour,
    };
  }

  #made(piece: Piece, before: number, after: number): CutMedia {
    const { shot, panels, length } = piece;
    const [panel] = panels;
    const board = panel?.boardIndex ?? 0;
    const isBoard = isPart(piece);
    const plain = shotFileName(this.#document, shot.id, { board });
    if (piece.picture === 'still') {
      const stem = isBoard ? boardStem(this.#document, shot, board, plain) : plain;
      const from = { type: 'still', shotId: shot.id, offsetFrames: panel?.offsetFrames ?? 0 } as const;
      const key = isBoard ? `${shot.id}-${board + 1}` : shot.id;
      const facts = { key, kind: 'still', lengthFrames: null, rate: null, size: this.#size } as const;
      return this.#files.made(stem, '.png', from, facts);
    }
    const from = { type: 'clip', shotId: shot.id, headFrames: before, tailFrames: after } as const;
    const { rate } = this.#document.project();
    const lengthFrames = before + length + after;
    const facts = { key: shot.id, kind: 'video', lengthFrames, rate, size: this.#size } as const;
    return this.#files.made(plain, '.mp4', from, facts);
  }

  #nameOf(piece: Piece): string {
    const [panel] = piece.panels;
    const label = panel?.shotLabel ?? '';
    return (isPart(piece) && boardLabel(this.#document, piece.shot.id, panel?.boardIndex ?? 0)) || label;
  }

  #boardOf(piece: Piece) {
    if (!isPart(piece)) return null;
    const index = piece.panels[0]?.boardIndex ?? 0;
    return seenBoards(this.#document, piece.shot)[index]?.board?.id ?? null;
  }
}

/** One board of several. */
const isPart = ({ panels }: Piece): boolean => panels.length === 1 && (panels[0]?.boardCount ?? 1) > 1;

/** With the board's number, where the project's own pattern has none. @param board from 0 */
function boardStem(document: DocumentView, shot: Shot, board: number, plain: string): string {
  const other = shotFileName(document, shot.id, { board: board + 1 });
  return other === plain ? `${plain}_${String(board + 1).padStart(2, '0')}` : plain;
}

function textsOf(
  shot: Shot,
  panels: readonly SheetPanel[],
  content: SheetContent,
  hasTransition: boolean,
): CutTexts {
  const joined = (texts: readonly string[]) => texts.filter((text) => text !== '').join('\n');
  const cutInto = panels[0]?.transition ?? '';
  const planned =
    cutInto === '' || hasTransition
      ? ''
      : `Transition in: ${cutInto}, ${shot.transitionIn?.lengthFrames ?? 0} frames`;
  const lines = panels.flatMap((panel) => panel.lines);
  return {
    scene: content.scenes.get(shot.sceneId)?.label ?? '',
    shot: panels[0]?.shotLabel ?? '',
    action: joined(panels.map(({ action }) => action)),
    dialogue: joined(lines.map(({ speaker, text }) => (speaker === '' ? text : `${speaker}: ${text}`))),
    notes: joined([...panels.map(({ notes }) => notes), planned]),
  };
}
