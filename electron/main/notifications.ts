import { Notification } from 'electron';
import type { ProjectWindow } from './projectWindow';

/** Shown ones: what nobody holds is collected, and a click on it then does nothing. */
const shown = new Set<Notification>();
/** More are of no use to anybody. */
const mostShown = 20;

/**
 * Tells a person who works elsewhere. A click brings the window to the front and runs the action there.
 * @returns false when the window is in front already, or the system shows no notifications
 */
export function notify(
  window: ProjectWindow,
  { title, body, action }: { readonly title: string; readonly body: string; readonly action: string },
): boolean {
  if (window.window.isFocused() || !Notification.isSupported()) return false;
  const notification = new Notification({ title, body });
  const forget = (): void => void shown.delete(notification);
  notification.on('click', () => {
    forget();
    if (window.window.isDestroyed()) return;
    window.focus();
    window.emit('command.invoked', { command: action });
  });
  notification.on('close', forget);
  notification.on('failed', forget);
  for (const oldest of shown) {
    if (shown.size < mostShown) break;
    shown.delete(oldest);
  }
  shown.add(notification);
  notification.show();
  return true;
}
