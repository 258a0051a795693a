import { settingsStore, useSettings } from '../../state/settingsStore';

/** More are found sooner by typing. */
export const mostRecent = 5;

/** Ids of the actions that were run from the palette, the last one first. */
export const useRecentCommands = (): readonly string[] => useSettings(({ palette }) => palette.recent);

export function rememberCommand(actionId: string): void {
  settingsStore.setState(({ palette }) => ({
    palette: { ...palette, recent: withRecent(palette.recent, actionId) },
  }));
}

/** Puts one in front; those that have not been run for longest fall off the end. */
export function withRecent(recent: readonly string[], actionId: string): string[] {
  return [actionId, ...recent.filter((id) => id !== actionId)].slice(0, mostRecent);
}

/** Parts what can be run now into what was run lately, the last first, and the rest in its own order. */
export function byRecency<T extends { readonly id: string }>(
  actions: readonly T[],
  recent: readonly string[],
): { readonly recent: readonly T[]; readonly rest: readonly T[] } {
  const known = new Map(actions.map((action) => [action.id, action]));
  return {
    recent: recent.flatMap((id) => known.get(id) ?? []),
    rest: actions.filter(({ id }) => !recent.includes(id)),
  };
}
