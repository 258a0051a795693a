import type { RpcRequest } from '@shared/rpc/table';
import { type Action, actionStore } from '../state/actions';
import { call } from '../state/bridge';
import { documentStore } from '../state/documentStore';
import { nextTask } from '../state/nextTask';
import { sessionStore } from '../state/sessionStore';
import { appStore, isWorkspaceComing } from './appStore';

type MenuItem = RpcRequest<'window.setMenu'>['items'][number];

/** Long enough to send one menu for a burst of changes, short enough to be there before a pointer is. */
const delayMs = 200;

/** "Undo Move Shot": what an action is called at this moment. */
export function presentTitle({ id, title }: Action): string {
  const { undoLabel, redoLabel } = documentStore.getState().history;
  if (id === 'edit.undo' && undoLabel !== null) return `Undo ${undoLabel}`;
  if (id === 'edit.redo' && redoLabel !== null) return `Redo ${redoLabel}`;
  return title;
}

/** Whether menus have an action at this moment. */
export function isInMenu(action: Action): boolean {
  if (action.isHidden === true) return false;
  return action.isOnlyShownWhenPossible !== true || action.isEnabled?.() !== false;
}

/** Asking a whole film whether anything is stale takes a while: the window deals with what else there is after so long. Ms. */
const sliceMs = 5;

async function menuItems(): Promise<MenuItem[]> {
  const shown = [...actionStore.getState().actions.values()].filter(isInMenu);
  const items: MenuItem[] = [];
  let began = performance.now();
  for (const action of shown.slice(0, 300)) {
    items.push({
      id: action.id,
      title: presentTitle(action).slice(0, 200),
      group: action.group,
      keys: action.keys?.[0] ?? null,
      isEnabled: action.isEnabled?.() !== false,
    });
    if (performance.now() - began < sliceMs) continue;
    await nextTask();
    began = performance.now();
  }
  return items;
}

/** Gives main the application menu whenever what it shows has changed. Once for the window. */
export function followMenu(): void {
  let isDue = false;
  let isAsking = false;
  let sent = '';
  const send = async (): Promise<void> => {
    isAsking = true;
    try {
      const items = await menuItems();
      const text = JSON.stringify(items);
      if (text === sent) return;
      sent = text;
      // The menu is a second way to everything in it.
      call('window.setMenu', { items }).catch(() => undefined);
    } finally {
      isAsking = false;
    }
  };
  const sendSoon = (): void => {
    if (isDue) return;
    isDue = true;
    window.setTimeout(() => {
      isDue = false;
      // Told of again as soon as it is there, or is not to be.
      if (isWorkspaceComing()) return;
      // What has changed meanwhile may be in those already asked.
      if (isAsking) sendSoon();
      else void send();
    }, delayMs);
  };
  sendSoon();
  actionStore.subscribe(sendSoon);
  appStore.subscribe(sendSoon);
  documentStore.subscribe(sendSoon);
  sessionStore.subscribe((state, before) => {
    if (state.selection !== before.selection || state.isPlaying !== before.isPlaying) sendSoon();
  });
}
