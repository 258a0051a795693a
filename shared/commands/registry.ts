import { boardCommands } from './boardCommands';
import { cameraCommands } from './cameraCommands';
import { clipboardCommands } from './clipboardCommands';
import type { CommandDefinition } from './command';
import { commentCommands } from './commentCommands';
import { conformCommands } from './conformCommands';
import { customFieldCommands } from './customFieldCommands';
import { dialogueSoundCommands } from './dialogueSoundCommands';
import { drawingCommands } from './drawingCommands';
import { elementCommands } from './elementCommands';
import { layerCommands } from './layerCommands';
import { mediaCommands } from './mediaCommands';
import { mediaRootCommands } from './mediaRootCommands';
import { numberingCommands } from './numberingCommands';
import { plannedShotCommands } from './plannedShotCommands';
import { projectCommands } from './projectCommands';
import { projectTimeCommands } from './projectTimeCommands';
import { replaceCommands } from './replaceCommands';
import { sceneCommands } from './sceneCommands';
import { scriptCommands } from './scriptCommands';
import { shotCommands } from './shotCommands';
import { shotTableCommands } from './shotTableCommands';
import { soundCommands } from './soundCommands';
import { storyboardCommands } from './storyboardCommands';
import { takeCommands } from './takeCommands';
import { timelineCommands } from './timelineCommands';
import { voiceCommands } from './voiceCommands';

/** Every edit of the document there is. Nothing else changes one. */
export const commands: readonly CommandDefinition[] = [
  ...projectCommands,
  ...projectTimeCommands,
  ...numberingCommands,
  ...customFieldCommands,
  ...sceneCommands,
  ...shotCommands,
  ...plannedShotCommands,
  ...scriptCommands,
  ...storyboardCommands,
  ...conformCommands,
  ...shotTableCommands,
  ...timelineCommands,
  ...boardCommands,
  ...layerCommands,
  ...drawingCommands,
  ...cameraCommands,
  ...elementCommands,
  ...voiceCommands,
  ...soundCommands,
  ...dialogueSoundCommands,
  ...mediaCommands,
  ...mediaRootCommands,
  ...takeCommands,
  ...commentCommands,
  ...clipboardCommands,
  ...replaceCommands,
] as unknown as readonly CommandDefinition[];

const byId = new Map(commands.map((command) => [command.id, command]));

export function findCommand(id: string): CommandDefinition | undefined {
  return byId.get(id);
}
