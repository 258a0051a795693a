import type { DocumentView } from '../document/document';
import { Draft } from '../document/draft';
import type { SceneId, ShotId } from '../document/ids';
import type { NumberingScheme } from '../document/numberingPresets';
import type { Scene, Shot } from '../document/records';
import { type FilmLabels, filmLabels, projectNameValues, sceneNameValues, shotNameValues } from './labels';
import { counterTextAt } from './numbering/counters';
import { type NameValues, renderPattern, schemeProblem } from './numbering/pattern';

/** What a name can say besides its shot; counted from 0. */
export interface NameExtras {
  readonly board?: number;
  readonly take?: number;
  readonly version?: number;
  /** The day, as "2026-11-22". */
  readonly date?: string;
}

/** What one board of a shot is called, as "1A-2" or "EP01_SC010_SH0020_PN02". `boardIndex` counts from 0. */
export function boardLabel(document: DocumentView, shotId: ShotId, boardIndex: number): string {
  const { panelPattern, letterCase } = document.project().numbering;
  return renderPattern(panelPattern, nameValues(document, shotId, { board: boardIndex }), letterCase);
}

/** What a file made of a shot is called, without its ending; can be a name on every system. */
export function shotFileName(document: DocumentView, shotId: ShotId, extras: NameExtras = {}): string {
  const { filePattern, letterCase } = document.project().numbering;
  return safeFileStem(renderPattern(filePattern, nameValues(document, shotId, extras), letterCase));
}

const known = new WeakMap<
  readonly Shot[],
  { scenes: readonly Scene[]; project: unknown; labels: FilmLabels }
>();

/** Labels of the film; computed once for many names of an unchanged document. */
function labelsOf(document: DocumentView): FilmLabels {
  const [shots, scenes, project] = [document.list('shot'), document.list('scene'), document.project()];
  const before = known.get(shots);
  if (before?.scenes === scenes && before.project === project) return before.labels;
  const labels = filmLabels(document);
  known.set(shots, { scenes, project, labels });
  return labels;
}

function nameValues(document: DocumentView, shotId: ShotId, extras: NameExtras): NameValues {
  const project = document.project();
  const shot = document.require('shot', shotId);
  const scene = document.require('scene', shot.sceneId);
  const number = labelsOf(document).shots.get(shotId);
  const counted = (counter: keyof Pick<NumberingScheme, 'panel' | 'take'>, index: number | undefined) =>
    index === undefined ? '' : counterTextAt(project.numbering[counter], index);
  return {
    ...projectNameValues(project),
    ...sceneNameValues(scene, number?.scene ?? ''),
    ...shotNameValues(shot),
    shot: number?.shot ?? '',
    label: number?.label ?? '',
    panel: counted('panel', extras.board),
    take: counted('take', extras.take),
    version: String((extras.version ?? 0) + 1).padStart(3, '0'),
    date: extras.date ?? '',
  };
}

const reservedNames = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name without its ending as every system takes it. */
export function safeFileStem(name: string): string {
  const plain = [...name.normalize('NFC')].filter((letter) => letter >= ' ').join('');
  const ended = plain
    .replace(/[\\/:*?"<>|]+/g, '-')
    .slice(0, 120)
    .replace(/[. ]+$/, '');
  return ended === '' || reservedNames.test(ended) ? `${ended}_` : ended;
}

/** How the film would be called under a scheme. */
export interface NumberingPreview {
  /** Why the scheme cannot be used; null = it can. */
  readonly problem: string | null;
  readonly scenes: ReadonlyMap<SceneId, string>;
  readonly shots: readonly {
    readonly shotId: ShotId;
    readonly sceneId: SceneId;
    readonly label: string;
    readonly file: string;
  }[];
  /** What the second board of the first shot would be called. */
  readonly board: string;
  /** Labels that two shots would have: the later one is counted on. */
  readonly clashes: readonly string[];
  /** File names that two shots would have. */
  readonly fileClashes: readonly string[];
}

/** All names of the film under a scheme that is not its own yet. `filmLimit`: how many shots to name. */
export function previewNumbering(
  document: DocumentView,
  scheme: NumberingScheme,
  filmLimit = Number.POSITIVE_INFINITY,
): NumberingPreview {
  const problem = schemeProblem(scheme);
  if (problem) return { problem, scenes: new Map(), shots: [], board: '', clashes: [], fileClashes: [] };
  const draft = new Draft(document);
  const { id } = document.project();
  draft.update('project', id, { numbering: { ...scheme, isLocked: false } });
  const labels = filmLabels(draft);
  const shots = [...labels.shots].slice(0, filmLimit).map(([shotId, { label }]) => ({
    shotId,
    sceneId: draft.require('shot', shotId).sceneId,
    label,
    file: shotFileName(draft, shotId),
  }));
  const first = shots[0]?.shotId;
  return {
    problem: null,
    scenes: labels.scenes,
    shots,
    board: first ? boardLabel(draft, first, 1) : '',
    clashes: [...new Set(labels.clashes.map(({ label }) => label))],
    fileClashes: repeated(shots.map(({ file }) => file)),
  };
}

function repeated(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  for (const name of names) seen.set(name.toUpperCase(), (seen.get(name.toUpperCase()) ?? 0) + 1);
  return [...new Set(names.filter((name) => (seen.get(name.toUpperCase()) ?? 0) > 1))];
}
