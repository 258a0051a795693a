import { inflateSync } from 'node:zlib';
import type { ApiWorkflow } from '@shared/generation/comfyui/apiWorkflow';
import { checkTemplate, checkWorkflow } from '@shared/generation/comfyui/checkWorkflow';
import { convertInterface } from '@shared/generation/comfyui/convertInterface';
import { detectSlots } from '@shared/generation/comfyui/detectSlots';
import type { InterfaceWorkflow } from '@shared/generation/comfyui/interfaceWorkflow';
import type { ObjectInfo } from '@shared/generation/comfyui/objectInfo';
import { withVideoFile } from '@shared/generation/comfyui/outputNodes';
import { howToExport, readWorkflow } from '@shared/generation/comfyui/readWorkflow';
import type { ComfyServer, ServerReport } from '@shared/generation/comfyui/server';
import { pictureSlots, type WorkflowTemplate } from '@shared/generation/comfyui/template';
import type { WorkflowView } from '@shared/generation/comfyui/workflowView';
import { CodedError } from '@shared/rpc/result';
import { LostAnswerError } from '../net/fetchBody';
import { ComfyClient } from './comfyClient';
import { isSilence, ServerPool } from './serverPool';

export interface WorkflowDeskOptions {
  readonly servers: () => readonly ComfyServer[];
  readonly templates: () => readonly WorkflowTemplate[];
  readonly now: () => number;
}

interface Asked {
  readonly info: ObjectInfo;
  readonly label: string;
}

/** What the panels for servers and templates ask for: reading, converting, checking, testing. */
export class WorkflowDesk {
  readonly #options: WorkflowDeskOptions;
  readonly #pool: ServerPool;

  constructor(options: WorkflowDeskOptions) {
    this.#options = options;
    this.#pool = new ServerPool(options.servers, options.now);
  }

  /**
   * @throws CodedError as readWorkflow; `unsupported` for a workflow in the interface's format that no server can
   * convert, saying how to export it
   */
  async read(bytes: Uint8Array, name: string): Promise<WorkflowView> {
    const found = readWorkflow(bytes, name, (packed, maxBytes) =>
      inflateSync(packed, { maxOutputLength: maxBytes }),
    );
    if (found.format === 'api') return this.inspect(found.workflow, null);
    return this.inspect(await this.#convert(found.graph, name), null);
  }

  /** Slots, results and what is missing, with what the best server knows that answers. */
  async inspect(workflow: ApiWorkflow, outputNodeId: string | null): Promise<WorkflowView> {
    // Of several servers the one that lacks least: the others would not be given the work.
    const [asked] = (await this.#ask()).answers
      .map((answer) => ({ ...answer, lacks: checkWorkflow(workflow, answer.info).length }))
      .sort((a, b) => a.lacks - b.lacks);
    const info = asked?.info ?? null;
    const first = detectSlots(workflow, info, outputNodeId);
    const asVideo = first.output && withVideoFile(workflow, first.output, info);
    const shown = asVideo ?? workflow;
    const { output, outputs, slots, framesPerSecond, pixels, notes } = asVideo
      ? detectSlots(shown, info, outputNodeId)
      : first;
    const uploaded = slots
      .filter(({ slot }) => pictureSlots.has(slot.slot))
      .flatMap(({ slot }) => slot.targets);
    return {
      workflow: shown,
      outputs: outputs.map(({ nodeId, makes }) => ({ nodeId, makes })),
      outputNodeId: output?.nodeId ?? null,
      slots: slots.map(({ slot, reason }) => ({ slot, reason })),
      framesPerSecond,
      pixels,
      notes: asVideo
        ? [
            ...notes,
            'The workflow saved an animated picture; it saves an MP4 now, which can be shown frame by frame.',
          ]
        : [...notes],
      lacks: info
        ? checkWorkflow(shown, info, uploaded).map((lack) => ({ ...lack, options: [...lack.options] }))
        : null,
      server: asked?.label ?? null,
    };
  }

  /** @param address as serverAddress makes it @throws as ComfyClient, silence as CodedError `unreadable` */
  async test(address: string): Promise<ServerReport> {
    const client = new ComfyClient(address);
    try {
      const [stats, info, queue] = await Promise.all([
        client.systemStats(),
        client.objectInfo(),
        client.queue(),
      ]);
      return {
        version: stats.system.comfyui_version ?? null,
        devices: stats.devices.map(({ name, vram_total, vram_free }) => ({
          name,
          totalBytes: vram_total,
          freeBytes: vram_free,
        })),
        nodeCount: info.size,
        running: queue.queue_running.length,
        pending: queue.queue_pending.length,
        templates: this.#options.templates().map((template) => ({
          templateId: template.id,
          lacks: checkTemplate(template, info).map(({ message }) => message),
        })),
      };
    } catch (error) {
      if (isSilence(error)) throw new CodedError('unreadable', (error as Error).message);
      throw error;
    }
  }

  async #convert(graph: InterfaceWorkflow, name: string): Promise<ApiWorkflow> {
    const { answers, problems } = await this.#ask();
    if (answers.length === 0) {
      const why =
        problems.length === 0
          ? 'Only a ComfyUI server knows how to read those: add yours in ComfyUI Servers, or export it otherwise.'
          : `Only a ComfyUI server knows how to read those, and none answers. ${problems.join(' ')}`;
      throw new CodedError(
        'unsupported',
        `"${name}" is a workflow as ComfyUI’s interface saves it. ${why} ${howToExport}`,
      );
    }
    let refusal: unknown;
    for (const { info } of answers) {
      try {
        return convertInterface(graph, info);
      } catch (error) {
        refusal ??= error;
      }
    }
    throw refusal;
  }

  async #ask(): Promise<{ readonly answers: readonly Asked[]; readonly problems: readonly string[] }> {
    const answers: Asked[] = [];
    const problems: string[] = [];
    await Promise.all(
      this.#pool.all().map(async (client) => {
        try {
          answers.push({ info: await this.#pool.info(client), label: client.label });
        } catch (error) {
          if (!(error instanceof CodedError || error instanceof LostAnswerError || isSilence(error)))
            throw error;
          problems.push((error as Error).message);
        }
      }),
    );
    return { answers, problems };
  }
}
