import { z } from 'zod';
import { comfyServerSchema } from './comfyui/server';
import { templateSchema } from './comfyui/template';
import { programSchema } from './program';

/** Servers, workflows and programs for one run, in place of those that are kept with the settings of this machine. */
export const heldGeneratorsSchema = z.object({
  servers: z.array(comfyServerSchema).max(100),
  templates: z.array(templateSchema).max(1_000),
  programs: z.array(programSchema).max(1_000),
});
export type HeldGenerators = z.infer<typeof heldGeneratorsSchema>;
