import { readFountain } from './fountain';
import { maxText, type ScriptScene } from './screenplay';
import { sceneBlocks } from './writeFountain';

/*
 * A scene keeps what the script says of it at the end of its notes, as Fountain below a line of its own: what shots are planned from,
 * and what the next version of the script is compared with.
 */
const marker = '— Script —';
/** Where a scene is longer than notes can be. */
const cutMarker = '— Script, its beginning —';
const markerLine = /^— Script(, its beginning)? —$/m;

export interface SceneNotes {
  /** What a person has written. */
  readonly own: string;
  /** null = the scene comes from no script. */
  readonly script: string | null;
  /** There is more in the script than is kept. */
  readonly isCut: boolean;
}

export function splitNotes(notes: string): SceneNotes {
  const found = markerLine.exec(notes);
  if (!found) return { own: notes, script: null, isCut: false };
  return {
    own: notes.slice(0, found.index).trimEnd(),
    script: notes.slice(found.index + found[0].length).replace(/^\n/, ''),
    isCut: found[1] !== undefined,
  };
}

/** The words that shots are planned from: of the script where there is one. */
export const wordsOfNotes = (notes: string): string => splitNotes(notes).script ?? notes;

/** The same notes with another part. */
export function joinNotes({ own, script, isCut }: SceneNotes): string {
  if (script === null) return own;
  return `${own === '' ? '' : `${own}\n\n`}${isCut ? cutMarker : marker}\n${script}`;
}

/** Notes with a scene of the script, as much of it as there is room for beside a person's own words. */
export function notesWithScript(notes: string, scene: ScriptScene): string {
  const { own } = splitNotes(notes);
  const blocks = sceneBlocks(scene);
  if (blocks.length === 0) return own;
  let room = maxText - own.length - cutMarker.length - 3;
  const kept: string[] = [];
  for (const block of blocks) {
    room -= block.length + 2;
    if (room < 0) break;
    kept.push(block);
  }
  if (kept.length === 0) return own;
  return joinNotes({ own, script: kept.join('\n\n'), isCut: kept.length < blocks.length });
}

export interface KeptScript {
  readonly scene: ScriptScene;
  readonly isCut: boolean;
}

/** What the script said of a scene when it was last taken in; undefined = it comes from no script. */
export function scriptOfNotes(notes: string): KeptScript | undefined {
  const { script, isCut } = splitNotes(notes);
  if (script === null) return undefined;
  const [scene] = readFountain(script, { isPlain: true }).screenplay.scenes;
  const empty = { number: null, heading: '', act: '', sequence: '', notes: [], items: [] };
  return { scene: scene ?? empty, isCut };
}
