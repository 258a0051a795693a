import { basename, extname } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { nanoid } from 'nanoid';
import { shippedTemplates } from '../providers/comfyui/shippedTemplates';
import { WorkflowDesk } from '../providers/comfyui/workflowDesk';
import { describeProgram } from '../providers/command/describeProgram';
import { serverAddress } from '../providers/net/serverAddress';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** Servers, templates and programs of the person's. */
export function generatorHandlers(worker: WorkerContext) {
  const { generators } = worker;
  const desk = new WorkflowDesk({
    servers: () => generators.servers(),
    templates: () => generators.templates(),
    now: worker.now,
  });
  return {
    'generators.hold': (held) => {
      generators.hold(held);
      return null;
    },
    'comfyui.servers': () => [...generators.servers()],
    'comfyui.saveServer': ({ serverId, name, address, isEnabled }) => {
      const server = {
        id: serverId ?? `srv_${nanoid()}`,
        name: name.trim(),
        address: serverAddress(address),
        isEnabled,
      };
      if (generators.servers().some((other) => other.id !== server.id && other.address === server.address)) {
        throw new CodedError('alreadyExists', `${server.address} is in the list already.`);
      }
      generators.saveServer(server);
      return server;
    },
    'comfyui.removeServer': ({ serverId }) => {
      generators.removeServer(serverId);
      return null;
    },
    'comfyui.testServer': ({ address }) => desk.test(serverAddress(address)),
    'comfyui.templates': () => {
      const shipped = new Set(shippedTemplates().map(({ id }) => id));
      const own = new Set(generators.ownTemplateIds());
      return generators
        .templates()
        .map((template) => ({ template, isShipped: shipped.has(template.id), isOwn: own.has(template.id) }));
    },
    'comfyui.saveTemplate': ({ template }) => {
      generators.saveTemplate(template);
      return null;
    },
    'comfyui.removeTemplate': ({ templateId }) => {
      generators.removeTemplate(templateId);
      return null;
    },
    'comfyui.readWorkflow': ({ name, bytes }) => desk.read(bytes, name),
    'comfyui.inspectWorkflow': ({ workflow, outputNodeId }) => desk.inspect(workflow, outputNodeId),
    'programs.list': () => [...generators.programs()],
    'programs.save': ({ program }) => {
      const known = generators.program(program.id);
      const changed = { ...program, path: known.path };
      generators.saveProgram(changed);
      return changed;
    },
    'programs.saveAt': ({ programId, path }) => {
      const known = programId === null ? null : generators.program(programId);
      const name = basename(path, extname(path));
      const program = known
        ? { ...known, path }
        : { id: `prg_${nanoid()}`, name, path, arguments: [], makes: 'video' as const, isEnabled: true };
      generators.saveProgram(program);
      return program;
    },
    'programs.remove': ({ programId }) => {
      generators.removeProgram(programId);
      return null;
    },
    'programs.test': async ({ programId }) => ({
      words: await describeProgram(generators.program(programId)),
    }),
  } satisfies Partial<WorkerHandlers>;
}
