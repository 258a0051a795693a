import { actionGroups } from '@shared/actions/action';
import { menuParts } from '@shared/actions/menus';
import type { MainChannel, RpcRequest } from '@shared/rpc/table';
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { acceleratorOf } from './accelerators';
import type { ProjectWindow } from './projectWindow';

type MenuItems = RpcRequest<'window.setMenu' & MainChannel>['items'];

/** Offered as roles, which serve text fields as well; the page gets the same events of the browser either way. */
const systemEdits = new Set(['edit.cut', 'edit.copy', 'edit.paste']);

const isMac = process.platform === 'darwin';
const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The application menu from the actions of the window in front. Keys are shown and not taken: the page answers them,
 * which knows whether somebody is typing. A Mac takes every key a menu names, so there only those with Command are named.
 */
export function showApplicationMenu(window: ProjectWindow, items: MenuItems): void {
  menus.set(window, Menu.buildFromTemplate(menuTemplate(window, items)));
  // A window that is not in front gets its menu when it comes there.
  if (isMac && !window.window.isFocused()) return;
  if (isMac) Menu.setApplicationMenu(menus.get(window) ?? null);
  else window.window.setMenu(menus.get(window) ?? null);
}

/** Before a window has sent its actions: what every program has, and nothing of Electron's own menu, which reloads pages. */
export function showPlainMenu(): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(null, [])));
}

const menus = new WeakMap<ProjectWindow, Menu>();

/** On a Mac the one menu bar follows the window in front. */
export function followFocus(window: ProjectWindow): void {
  if (isMac) window.window.on('focus', () => Menu.setApplicationMenu(menus.get(window) ?? null));
}

function menuTemplate(window: ProjectWindow | null, items: MenuItems): MenuItemConstructorOptions[] {
  const template: MenuItemConstructorOptions[] = isMac ? [{ role: 'appMenu' }] : [];
  for (const group of actionGroups) {
    const own = menuParts(
      group,
      items.filter(({ id }) => !systemEdits.has(id)),
    ).flatMap((part, index) => [
      ...(index > 0 ? [separator] : []),
      ...part.map((item) => menuItem(window, item)),
    ]);
    const submenu = [...own, ...systemItems(group, own.length > 0)];
    if (submenu.length > 0) template.push({ label: group, submenu });
  }
  if (isMac) template.splice(-1, 0, { role: 'windowMenu' });
  return template;
}

function menuItem(
  window: ProjectWindow | null,
  { id, title, keys, isEnabled }: MenuItems[number],
): MenuItemConstructorOptions {
  const accelerator = keys === null ? null : acceleratorOf(keys);
  const isShown = accelerator !== null && (!isMac || accelerator.includes('Cmd'));
  return {
    id,
    label: title.replaceAll('&', '&&'),
    enabled: isEnabled,
    ...(isShown ? { accelerator, registerAccelerator: false } : {}),
    click: () => window?.emit('command.invoked', { command: id }),
  };
}

/** What the system itself offers in a menu. */
function systemItems(group: string, hasOwn: boolean): MenuItemConstructorOptions[] {
  const first = hasOwn ? [separator] : [];
  switch (group) {
    case 'File':
      return [...first, isMac ? { role: 'close' } : { role: 'quit' }];
    case 'Edit':
      return [...first, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }];
    case 'View':
      return [
        ...first,
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ];
    default:
      return [];
  }
}
