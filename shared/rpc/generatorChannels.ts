import { z } from 'zod';
import { apiWorkflowSchema } from '../generation/comfyui/apiWorkflow';
import { workflowFileCap } from '../generation/comfyui/readWorkflow';
import { comfyServerIdSchema, comfyServerSchema, serverReportSchema } from '../generation/comfyui/server';
import { templateIdSchema, templateSchema } from '../generation/comfyui/template';
import { workflowViewSchema } from '../generation/comfyui/workflowView';
import { heldGeneratorsSchema } from '../generation/heldGenerators';
import { programIdSchema, programSchema } from '../generation/program';
import { bytes, channel, nothing } from './channel';

/** Servers, workflow templates and programs that a person sets up on this machine. */
export const generatorChannels = {
  'comfyui.servers': channel('worker', nothing, z.array(comfyServerSchema)),
  /** `serverId` null = a new one. */
  'comfyui.saveServer': channel(
    'worker',
    z.object({
      serverId: comfyServerIdSchema.nullable(),
      name: z.string().max(80),
      address: z.string().max(500),
      isEnabled: z.boolean(),
    }),
    comfyServerSchema,
  ),
  'comfyui.removeServer': channel('worker', z.object({ serverId: comfyServerIdSchema }), nothing),
  /** Asks the server whose address was typed what it is and what it lacks. */
  'comfyui.testServer': channel('worker', z.object({ address: z.string().max(500) }), serverReportSchema),
  'comfyui.templates': channel(
    'worker',
    nothing,
    z.array(
      z.object({
        template: templateSchema,
        /** Came with the program. */
        isShipped: z.boolean(),
        /** Is kept here: a person's own, or one of the program's that was changed. */
        isOwn: z.boolean(),
      }),
    ),
  ),
  'comfyui.saveTemplate': channel('worker', z.object({ template: templateSchema }), nothing),
  'comfyui.removeTemplate': channel('worker', z.object({ templateId: templateIdSchema }), nothing),
  /** Reads what was dropped: JSON of either format, or a picture made by ComfyUI. */
  'comfyui.readWorkflow': channel(
    'worker',
    z.object({
      name: z.string().max(400),
      bytes: bytes.refine((value) => value.byteLength <= workflowFileCap, 'must have at most 64 MB'),
    }),
    workflowViewSchema,
  ),
  /** The same workflow looked at again: with another result, or changed fields. */
  'comfyui.inspectWorkflow': channel(
    'worker',
    z.object({ workflow: apiWorkflowSchema, outputNodeId: z.string().max(200).nullable() }),
    workflowViewSchema,
  ),
  'programs.list': channel('worker', nothing, z.array(programSchema)),
  'programs.save': channel(
    'worker',
    z.object({ program: programSchema.omit({ path: true }) }),
    programSchema,
  ),
  'programs.remove': channel('worker', z.object({ programId: programIdSchema }), nothing),
  /** Asks for a file in main. `programId` null = a new one. null = the person closed the dialog. */
  'programs.chooseDialog': channel(
    'main',
    z.object({ programId: programIdSchema.nullable() }),
    programSchema.nullable(),
  ),
  /** Starts it once to hear what it says of itself. */
  'programs.test': channel(
    'worker',
    z.object({ programId: programIdSchema }),
    z.object({ words: z.string() }),
  ),
} as const;

/** Calls that only the main process makes: they carry paths. */
export const internalGeneratorChannels = {
  'programs.saveAt': channel(
    'worker',
    z.object({ programId: programIdSchema.nullable(), path: z.string().max(4_000) }),
    programSchema,
  ),
  /** For a run without a window: kept in memory, in place of this machine's. */
  'generators.hold': channel('worker', heldGeneratorsSchema, nothing),
} as const;
