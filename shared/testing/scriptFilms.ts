import { Document } from '../document/document';
import { createProject } from '../document/factories';
import type { IdOf, Kind } from '../document/records';
import { readFountain } from '../script/fountain';
import { commandRunner } from './runCommands';

/* Films that screenplays are imported into, for tests. */

export const empty = (): Document => new Document([createProject({ name: 'Film' })]);
export const contentOf = (document: Document): string => JSON.stringify(document.records());
export const screenplayOf = (text: string) => readFountain(text).screenplay;

export const first = `EXT. PIER - DUSK #1#

Mina runs along the pier.

MINA
(out of breath)
Do you hear the bell?

OTO (V.O.) (CONT'D)
I hear nothing but the wind.

She stops at the boats.

CUT TO:

INT. HUT - NIGHT #2#

A lamp burns.

MINA
It is him.

DISSOLVE TO:

EXT. SEA - NIGHT #3#

Waves.`;

/** A film with imports of versions, one upon the other. */
export function filmOf(...versions: string[]) {
  const step = commandRunner();
  let film = empty();
  const take = (text: string, choices = {}) => {
    const { document, edit } = step(film, 'script.import', { screenplay: screenplayOf(text), ...choices });
    film = document;
    return edit;
  };
  for (const version of versions) take(version);
  const edit = (command: string, args: unknown) => {
    film = step(film, command, args).document;
  };
  return { take, edit, film: () => film };
}

/** The film in words: scenes, their shots, who says what. */
export function tell(film: Document): string[] {
  return film.list('scene').flatMap((scene) => [
    `# ${scene.number ?? '-'} ${scene.heading}`,
    ...film.childrenOf('shot', scene.id).flatMap((shot) => [
      `[${shot.action}]`,
      ...film.childrenOf('dialogueLine', shot.id).map(({ speakerId, text, deliveryNote }) => {
        const name = speakerId ? film.require('element', speakerId).name : '?';
        return `${name}${deliveryNote && ` (${deliveryNote})`}: ${text}`;
      }),
    ]),
  ]);
}
export const record = <K extends Kind>(film: Document, kind: K, at = 0) =>
  film.list(kind)[at] as { id: IdOf<K> };
export const lineOf = (film: Document, text: string) =>
  film.list('dialogueLine').find((line) => line.text === text);
