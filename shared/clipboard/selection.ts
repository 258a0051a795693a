import { z } from 'zod';
import {
  boardIdSchema,
  clipIdSchema,
  dialogueLineIdSchema,
  elementIdSchema,
  layerIdSchema,
  sceneIdSchema,
  shotIdSchema,
} from '../document/ids';
import type { Kind } from '../document/records';

const ids = <T extends z.ZodType>(id: T) => z.array(id).min(1).max(10_000);

/** What can be copied at once: things of one kind. */
export const clipSelectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scene'), ids: ids(sceneIdSchema) }),
  z.object({ kind: z.literal('shot'), ids: ids(shotIdSchema) }),
  z.object({ kind: z.literal('board'), ids: ids(boardIdSchema) }),
  z.object({ kind: z.literal('layer'), ids: ids(layerIdSchema) }),
  z.object({ kind: z.literal('element'), ids: ids(elementIdSchema) }),
  z.object({ kind: z.literal('clip'), ids: ids(clipIdSchema) }),
  z.object({ kind: z.literal('dialogueLine'), ids: ids(dialogueLineIdSchema) }),
]);
export type ClipSelection = z.infer<typeof clipSelectionSchema>;
export type ClipKind = ClipSelection['kind'];

const titles: Readonly<Record<ClipKind, readonly [one: string, many: string]>> = {
  scene: ['Scene', 'Scenes'],
  shot: ['Shot', 'Shots'],
  board: ['Board', 'Boards'],
  layer: ['Layer', 'Layers'],
  element: ['Element', 'Elements'],
  clip: ['Sound', 'Sounds'],
  dialogueLine: ['Line', 'Lines'],
} satisfies Partial<Record<Kind, readonly [string, string]>>;

/** "Shot", "3 Shots": for labels of edits. */
export function clipTitle(kind: ClipKind, count: number): string {
  const [one, many] = titles[kind];
  return count === 1 ? one : `${count.toLocaleString('en-US')} ${many}`;
}
