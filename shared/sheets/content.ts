import type { DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import type { Shot } from '../document/records';
import { moveText } from '../shotlist/columns';
import { boardsOf, type ShotBoard } from '../shots/boards';
import { lengthOfShots, pickShots, type SequenceShot, selectSequence } from '../shots/sequence';
import { transitionTitles } from '../shots/words';
import type { Rate } from '../time/rate';
import { plainText } from './breakLines';
import type { CameraMarks } from './cameraMarks';

/** A line that somebody says. */
export interface SheetLine {
  /** Empty = nobody known. */
  readonly speaker: string;
  readonly text: string;
}

/** A board with all that is printed of it. Texts are plain: see plainText. */
export interface SheetPanel {
  readonly shotId: ShotId;
  readonly sceneId: string;
  /** Counted from the shot's first frame; see ShotBoard. */
  readonly offsetFrames: number;
  readonly lengthFrames: number;
  readonly shotLengthFrames: number;
  readonly shotLabel: string;
  /** From 0. */
  readonly boardIndex: number;
  readonly boardCount: number;
  /** "CU · Low · 35 mm · Dolly in". */
  readonly framing: string;
  readonly action: string;
  readonly lines: readonly SheetLine[];
  readonly notes: string;
  /** How the cut into the shot is made, on its first board: "Dissolve"; empty = a plain cut. */
  readonly transition: string;
}

export interface SheetContent {
  readonly title: string;
  /** Empty for a single film. */
  readonly episode: string;
  /** As "2026-11-26". */
  readonly date: string;
  readonly rate: Rate;
  readonly frameSize: { readonly width: number; readonly height: number };
  readonly panels: readonly SheetPanel[];
  /** "3" and "INT. LIGHTHOUSE – NIGHT", by id. */
  readonly scenes: ReadonlyMap<string, { readonly label: string; readonly heading: string }>;
  readonly shotCount: number;
  readonly lengthFrames: number;
}

/** What is drawn over the picture of a panel; by the place of the panel. */
export type SheetMarks = readonly (CameraMarks['frames'] | null)[];

/**
 * What is printed of a film, or of some of its shots in film order.
 * @param shotIds null = all; ones that the film does not have are left out
 * @param date as "2026-11-26"
 */
export function sheetContent(
  document: DocumentView,
  shotIds: readonly ShotId[] | null,
  date: string,
): SheetContent {
  const { name, episode, rate, frameSize } = document.project();
  const sequence = selectSequence(document);
  const shots = pickShots(sequence.shots, shotIds);
  const scenes = new Map(
    shots.map(({ scene }) => [
      scene.id as string,
      { label: sequence.sceneLabels.get(scene.id) ?? '', heading: oneLine(scene.heading) },
    ]),
  );
  return {
    title: oneLine(name),
    episode: oneLine(episode),
    date,
    rate,
    frameSize: { width: frameSize.width, height: frameSize.height },
    panels: shots.flatMap((entry) => panelsOf(document, entry)),
    scenes,
    shotCount: shots.length,
    lengthFrames: lengthOfShots(shots),
  };
}

/** The boards of a shot that are seen; boards that lie outside it are not. */
export function seenBoards(document: DocumentView, shot: Shot): readonly ShotBoard[] {
  return boardsOf(document, shot).filter(({ lengthFrames }) => lengthFrames > 0);
}

function panelsOf(document: DocumentView, { shot, scene, label }: SequenceShot): SheetPanel[] {
  const boards = seenBoards(document, shot);
  const framing = framingText(document, shot);
  const lines = document.childrenOf('dialogueLine', shot.id).map((line) => ({
    at: line.span?.offsetFrames ?? 0,
    speaker: oneLine((line.speakerId && document.get('element', line.speakerId)?.name) || ''),
    text: plainText(line.text),
  }));
  return boards.map(({ board, offsetFrames, lengthFrames }, place): SheetPanel => {
    const isFirst = place === 0;
    const isLast = place === boards.length - 1;
    const texts = (own: string | undefined, ofShot: string) =>
      plainText([isFirst ? ofShot : '', own ?? ''].filter((text) => text.trim() !== '').join('\n'));
    return {
      shotId: shot.id,
      sceneId: scene.id,
      offsetFrames,
      lengthFrames,
      shotLengthFrames: shot.lengthFrames,
      shotLabel: oneLine(label),
      boardIndex: place,
      boardCount: boards.length,
      framing,
      action: texts(board?.action, shot.action),
      notes: texts(board?.notes, shot.notes),
      // Each line stands where it begins; those that begin behind the shot's end with its last board.
      lines: lines.filter(
        ({ at }) => (isFirst || at >= offsetFrames) && (isLast || at < offsetFrames + lengthFrames),
      ),
      transition: isFirst && shot.transitionIn ? transitionTitles[shot.transitionIn.type] : '',
    };
  });
}

function framingText(document: DocumentView, shot: Shot): string {
  const parts = [
    shot.size ?? '',
    shot.angle ?? '',
    shot.lensMm === null ? '' : `${shot.lensMm} mm`,
    moveText(shot, document.childrenOf('cameraKeyframe', shot.id).length),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

const oneLine = (text: string): string => plainText(text).replace(/\n+/g, ' ');
