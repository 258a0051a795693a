import type { DocumentView } from '../document/document';
import type { BoardId, ShotId } from '../document/ids';
import type { Media } from '../document/records';
import type { CutMedia, CutPicture } from '../interchange/cutTimeline';
import { fileNameOf } from '../media/fileName';
import { seenBoards } from '../sheets/content';
import { boardLabel, shotFileName } from '../shots/names';
import { type ListedShot, selectSequence } from '../shots/sequence';
import type { Steps } from '../steps/runSteps';
import { decodeUri } from './cutNames';

/** What a shot was found by, the surest first. */
export type FoundBy = 'uid' | 'name' | 'media';

/** Which shot a clip shows; or why none. */
export type CutMatch =
  | {
      readonly kind: 'shot';
      readonly listed: ListedShot;
      /** The board that is a clip of its own; null = the whole shot. */
      readonly boardId: BoardId | null;
      /** Frame of the shot's own time at the first frame of the media; null = a still, or not known. */
      readonly shotFrame: number | null;
      readonly by: FoundBy;
    }
  | { readonly kind: 'none'; readonly why: string };

interface Named {
  readonly listed: ListedShot;
  readonly boardId: BoardId | null;
}

/**
 * Finds the shots that clips of a cut show: by the uid they bear, else by a name that one shot only has, else by a file that is seen in
 * one shot only. What fits several is none.
 */
export class ShotFinder {
  readonly #document: DocumentView;
  readonly #listed: ReadonlyMap<string, ListedShot>;
  /** null = several. */
  readonly #byName = new Map<string, Named | null>();
  readonly #byMedia = new Map<string, Named | null>();
  /** Media of the project by the names of their files; null = several. */
  readonly #media = new Map<string, Media | null>();

  private constructor(document: DocumentView) {
    this.#document = document;
    this.#listed = selectSequence(document).listedById;
    for (const media of document.list('media')) {
      for (const name of new Set([media.name, fileNameOf(media.storage.path)]))
        if (name !== '') learnOnce(this.#media, fold(name), media, ({ id }) => id);
    }
  }

  /** One that knows a film, in steps of a shot; `document` must stay as it is between them. */
  static *learn(document: DocumentView): Steps<ShotFinder> {
    const finder = new ShotFinder(document);
    for (const listed of finder.#listed.values()) {
      finder.#learn(listed);
      yield;
    }
    return finder;
  }

  find(item: CutPicture): CutMatch {
    const { uid, texts, media } = item;
    if (uid?.kind === 'shot') {
      const listed = this.#listed.get(uid.shotId);
      if (listed)
        return this.#found({ listed, boardId: this.#boardOf(uid.shotId, uid.boardId) }, uid.shotFrame, 'uid');
    }
    const names = [item.name, stemOf(item.name), texts.shot, ...(media ? [stemOf(media.name)] : [])];
    const found = look(
      this.#byName,
      names.flatMap((name) => [name, withoutWord(name)]),
    );
    if (found) return this.#found(found, null, 'name');
    const inShot = media && look(this.#byMedia, filesOf(media));
    if (inShot) return this.#found({ ...inShot, boardId: null }, null, 'media');
    const isSeveral = [...names, ...(media ? filesOf(media) : [])].some(
      (name) => this.#byName.get(fold(name)) === null || this.#byMedia.get(fold(name)) === null,
    );
    if (isSeveral) return { kind: 'none', why: 'several shots fit it' };
    return { kind: 'none', why: uid ? 'its shot has been deleted here' : 'no shot fits it' };
  }

  /** A picture or video of the project that a clip is made from; null = none, or several. */
  mediaOf(media: CutMedia | null): Media | null {
    if (!media) return null;
    const found = look(this.#media, filesOf(media)) ?? null;
    return found && found.content.type !== 'sound' ? found : null;
  }

  #found(named: Named, shotFrame: number | null, by: FoundBy): CutMatch {
    if (named.listed.scene.isOmitted) return { kind: 'none', why: 'its scene is omitted' };
    return { kind: 'shot', ...named, shotFrame, by };
  }

  #boardOf(shotId: ShotId, boardId: BoardId | null): BoardId | null {
    const board = boardId && this.#document.get('board', boardId);
    return board && board.shotId === shotId ? board.id : null;
  }

  #learn(listed: ListedShot): void {
    const { shot, label } = listed;
    const idOf = (named: Named): string => `${named.listed.shot.id}/${named.boardId}`;
    const name = (text: string, boardId: BoardId | null): void => {
      if (text !== '') learnOnce(this.#byName, fold(text), { listed, boardId }, idOf);
    };
    name(label, null);
    const boards = seenBoards(this.#document, shot);
    const plain = shotFileName(this.#document, shot.id);
    name(plain, null);
    if (boards.length > 1) {
      for (const { board, index } of boards) {
        if (!board) continue;
        for (const text of [
          boardLabel(this.#document, shot.id, index),
          shotFileName(this.#document, shot.id, { board: index }),
        ])
          if (fold(text) !== fold(label) && fold(text) !== fold(plain)) name(text, board.id);
      }
    }
    for (const media of this.#mediaIn(shot.id))
      learnOnce(this.#byMedia, fold(media.name), { listed, boardId: null }, idOf);
  }

  #mediaIn(shotId: ShotId): Media[] {
    const document = this.#document;
    const takes = document.childrenOf('take', shotId).map(({ mediaId }) => mediaId);
    const layers = document
      .childrenOf('layer', shotId)
      .flatMap(({ content }) =>
        content.type === 'image' || content.type === 'clip' ? [content.mediaId] : [],
      );
    return [...new Set([...takes, ...layers])].map((id) => document.require('media', id));
  }
}

const fold = (text: string): string => text.normalize('NFC').trim().toUpperCase();
const stemOf = (name: string): string => name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
/** "Shot 010" and "SH-1A" are called 010 and 1A. */
const withoutWord = (name: string): string =>
  stemOf(name).replace(/^(?:shot|panel|board|sc|sh)[\s_-]*(?=\d)/i, '');

function filesOf({ name, path }: CutMedia): string[] {
  const file = path === null ? '' : fileNameOf(path);
  return [...new Set([name, file, decodeUri(file)])].filter((each) => each !== '');
}

function learnOnce<T>(map: Map<string, T | null>, key: string, value: T, idOf: (value: T) => string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, value);
  else if (known !== null && idOf(known) !== idOf(value)) map.set(key, null);
}

/** What the first of the names stands for; null = several things, or nothing. */
function look<T>(map: ReadonlyMap<string, T | null>, names: readonly string[]): T | null {
  for (const name of names) {
    const found = name === '' ? undefined : map.get(fold(name));
    if (found) return found;
  }
  return null;
}
