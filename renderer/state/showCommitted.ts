import type { Committed } from '@shared/rpc/table';
import { applyCommitted, documentStore, kindOfId } from './documentStore';
import { select, sessionStore } from './sessionStore';

/** Applies a commit and the selection it asks for; what no longer exists leaves the selection. */
export function showCommitted(committed: Committed, keepSelection = false): void {
  applyCommitted(committed);
  if (committed.selection && !keepSelection) select(committed.selection);
  const { document } = documentStore.getState();
  const { selection } = sessionStore.getState();
  const alive = selection.filter((id) => {
    const kind = kindOfId(id);
    return kind !== undefined && document.has(kind, id);
  });
  if (alive.length !== selection.length) sessionStore.setState({ selection: alive });
}
