import type { Document } from '../../document/document';
import { idFactory } from '../../document/factories';
import type { Kind, RecordOf } from '../../document/records';
import { run } from '../../testing/runCommands';
import { collectFragment } from '../collect';
import { type Fragment, readFragment } from '../fragment';
import type { ClipSelection } from '../selection';

/** Copies as the window does: through text. */
export function copy(document: Document, kind: ClipSelection['kind'], ...ids: readonly string[]): Fragment {
  const fragment = collectFragment(document, { kind, ids } as ClipSelection, '/films/Film.ekonte');
  if (!fragment) throw new Error('nothing collected');
  return readFragment(JSON.stringify(fragment));
}

let pastes = 0;

/** Pastes into a film, which stays as it was; `document` of the result is the film after it. */
export function paste(document: Document, fragment: Fragment, place: object = {}, isOwn = true) {
  let count = 0;
  pastes += 1;
  // Ids that nothing else in these tests has.
  const newId = idFactory(() => {
    count += 1;
    return `paste${pastes}no${String(count).padStart(4, '0')}`;
  });
  return run(document, 'edit.paste', { fragment, place, isOwn }, { newId, nowMs: 1_700_000_000_000 });
}

/** What of a kind a paste has added. */
export function made<K extends Kind>(result: ReturnType<typeof paste>, kind: K): RecordOf<K>[] {
  return result.edit.diff.added.filter((record) => record.kind === kind) as unknown as RecordOf<K>[];
}
