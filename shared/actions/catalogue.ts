import type { ActionDefinition } from './action';
import { appActions } from './appActions';
import { boardActions } from './boardActions';
import { conformActions } from './conformActions';
import { deliverActions } from './deliverActions';
import { editActions } from './editActions';
import { findActions } from './findActions';
import { generatorActions } from './generatorActions';
import { historyActions } from './historyActions';
import { jobActions } from './jobActions';
import { mediaActions } from './mediaActions';
import { playbackActions } from './playbackActions';
import { projectActions } from './projectActions';
import { scriptActions } from './scriptActions';
import { stageActions } from './stageActions';
import { timelineActions } from './timelineActions';

/** Every action of the window there is. How menus lie is in menus.ts. */
export const actionCatalogue = [
  ...appActions,
  ...mediaActions,
  ...editActions,
  ...findActions,
  ...historyActions,
  ...projectActions,
  ...boardActions,
  ...scriptActions,
  ...conformActions,
  ...stageActions,
  ...timelineActions,
  ...playbackActions,
  ...jobActions,
  ...generatorActions,
  ...deliverActions,
] as const;

export type ActionId = (typeof actionCatalogue)[number]['id'];

const byId = new Map<string, ActionDefinition<ActionId>>(
  actionCatalogue.map((action) => [action.id, action]),
);

/** @returns undefined for an id that is no action's. */
export function findAction(id: string): ActionDefinition<ActionId> | undefined {
  return byId.get(id);
}
