/** Menus of the window, in the order of a menu bar. */
export const actionGroups = [
  'File',
  'Edit',
  'View',
  'Shot',
  'Layer',
  'Camera',
  'Element',
  'Timeline',
  'Playback',
  'Generate',
  'Help',
] as const;
export type ActionGroup = (typeof actionGroups)[number];

/**
 * A thing a person can do, said once: menu, context menu, key, palette, tooltip and docs/commands.md read it here. What it does
 * and when it can be done belongs to the part of the window that registers it (renderer/state/actions.ts).
 */
export interface ActionDefinition<Id extends string = string> {
  /** `domain.verbNoun`; where it is an edit and nothing else, the id of its command. */
  readonly id: Id;
  readonly title: string;
  readonly group: ActionGroup;
  /** tinykeys notation by key code where layouts differ: "$mod+KeyZ", "Space", "Shift+KeyM". The first is shown. */
  readonly keys?: readonly string[];
  /** Not offered in menus and palette (nudges and the like). */
  readonly isHidden?: boolean;
  /** What stands in its way where menus show it dim, as a sentence. */
  readonly whyNot?: string;
  /** Menus leave it out while it cannot be run, rather than show it dim: what ends something that seldom runs. */
  readonly isOnlyShownWhenPossible?: boolean;
}

/** Keeps the ids as types, so that registering a strange one does not compile. */
export function defineActions<const Id extends string>(
  actions: readonly ActionDefinition<Id>[],
): readonly ActionDefinition<Id>[] {
  return actions;
}
