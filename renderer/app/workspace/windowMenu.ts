import { type ActionGroup, actionGroups } from '@shared/actions/action';
import { menuParts } from '@shared/actions/menus';
import { type Action, actionStore, whyDim } from '../../state/actions';
import { documentStore } from '../../state/documentStore';
import type { MenuEntry } from '../../ui/menuEntry';
import { isInMenu, presentTitle } from '../menuSync';
import { openRecent } from '../projectLife';
import { knownRecents } from '../recentsStore';

/** As many as a glance takes in; all are on the welcome screen. */
const mostRecents = 10;

/** All actions of the window, where the brand stands: the system's menu bar is hidden. */
export function windowMenu(): readonly MenuEntry[] {
  const actions = [...actionStore.getState().actions.values()].filter(isInMenu);
  return actionGroups.flatMap((group): MenuEntry[] => {
    const entries = groupEntries(group, actions);
    if (entries.length === 0) return [];
    const menu: MenuEntry = { id: group, label: group, entries };
    return group === 'Help' ? [{ id: 'help', separator: true }, menu] : [menu];
  });
}

function groupEntries(group: ActionGroup, actions: readonly Action[]): MenuEntry[] {
  return menuParts(group, actions).flatMap((part, index) => [
    ...(index > 0 ? [{ id: `line-${index}`, separator: true } as const] : []),
    ...part.flatMap((action) => {
      const entry: MenuEntry = {
        id: action.id,
        label: presentTitle(action),
        keys: action.keys?.[0],
        isDisabled: action.isEnabled?.() === false,
        hint: whyDim(action),
        run: action.run,
      };
      return action.id === 'project.open' ? [entry, ...recentEntries()] : [entry];
    }),
  ]);
}

/** The projects opened last, but for the one that is open. */
function recentEntries(): MenuEntry[] {
  const here = documentStore.getState().opened?.location;
  const others = (knownRecents() ?? []).filter(({ location, isMissing }) => !isMissing && location !== here);
  if (others.length === 0) return [];
  return [
    {
      id: 'project.openRecent',
      label: 'Open Recent',
      entries: others
        .slice(0, mostRecents)
        .map(({ id, name }) => ({ id, label: name, run: () => void openRecent(id) })),
    },
  ];
}
