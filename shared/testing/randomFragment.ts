import { collectFragment } from '../clipboard/collect';
import type { Fragment } from '../clipboard/fragment';
import type { ClipKind, ClipSelection } from '../clipboard/selection';
import type { DocumentView } from '../document/document';
import { foreignFilm } from './foreignFilm';
import { fullFilm } from './fullFilm';
import type { Random } from './random';

const kinds: readonly ClipKind[] = ['scene', 'shot', 'board', 'layer', 'element', 'clip', 'dialogueLine'];

/** A fragment as it may be on the clipboard: some things of one kind of a film, as the collector makes it. */
export function randomFragment(document: DocumentView, random: Random): Fragment | null {
  const kind = random.pick(kinds.filter((each) => document.list(each).length > 0));
  if (!kind) return null;
  const all = document.list(kind);
  const count = random.int(1, Math.min(3, all.length));
  const ids = Array.from({ length: count }, () => random.pick(all)?.id);
  return collectFragment(document, { kind, ids } as ClipSelection, '/films/Film.ekonte');
}

/** Arguments of `edit.paste`: of this film, of it as it once was, or of somebody else's. */
export function randomPasteArgs(document: DocumentView, random: Random): unknown {
  const source = random.pick([document, document, fullFilm(), foreignFilm()]) as DocumentView;
  const fragment = randomFragment(source, random);
  const some = <T>(value: T | undefined): T | undefined => (random.chance(0.7) ? value : undefined);
  const shot = random.pick(document.list('shot'));
  const board = shot && random.pick(document.childrenOf('board', shot.id));
  return {
    fragment,
    place: {
      afterShotId: some(random.pick(document.list('shot'))?.id),
      sceneId: some(random.pick(document.list('scene'))?.id),
      shotId: some(shot?.id),
      boardId: some(board?.id) ?? null,
      trackId: some(random.pick(document.list('track'))?.id),
      frame: some(random.int(0, 200)),
    },
    isOwn: random.chance(0.5),
  };
}
