import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { WorkflowTemplate } from '@shared/generation/comfyui/template';
import type { WorkflowView } from '@shared/generation/comfyui/workflowView';
import type { RpcError } from '@shared/rpc/result';
import type { RpcChannel, RpcReply, RpcRequest } from '@shared/rpc/table';
import { comfyObjectInfo } from '@shared/testing/comfyObjectInfo';
import { sampleFiles } from '@shared/testing/sampleFiles';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkerService } from '../../../electron/worker/workerService';
import { ComfyServer } from './comfyServer';

let folder: string;
let service: WorkerService;
let server: ComfyServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-generators-'));
  server = await new ComfyServer().start();
  service = newService();
});
afterEach(async () => {
  await service.dispose();
  await server.cutOff();
  rmSync(folder, { recursive: true, force: true });
});

const newService = () =>
  new WorkerService({ userDataPath: folder, emit: () => undefined, renderHost: null, now: Date.now });

async function call<C extends RpcChannel>(channel: C, request: RpcRequest<C>): Promise<RpcReply<C>> {
  const result = await service.handle(channel, request);
  if (!result.ok) throw new Error(result.error.message);
  return result.value as RpcReply<C>;
}

async function refusal<C extends RpcChannel>(channel: C, request: RpcRequest<C>): Promise<RpcError> {
  const result = await service.handle(channel, request);
  if (result.ok) throw new Error('It was taken.');
  return result.error;
}

const add = (address: string) =>
  call('comfyui.saveServer', { serverId: null, name: '', address, isEnabled: true });

describe('servers', () => {
  it('are kept on this machine', async () => {
    const saved = await add(`${server.address.slice('http://'.length)}/`);
    expect(saved.address).toBe(server.address);
    await service.dispose();
    service = newService();
    expect(await call('comfyui.servers', null)).toEqual([saved]);
    const changed = { serverId: saved.id, name: 'Big one', address: saved.address, isEnabled: false };
    await call('comfyui.saveServer', changed);
    expect(await call('comfyui.servers', null)).toMatchObject([{ name: 'Big one', isEnabled: false }]);
    await call('comfyui.removeServer', { serverId: saved.id });
    expect(await call('comfyui.servers', null)).toEqual([]);
  });

  it.each([
    ['', 'Type the address'],
    ['my server', 'is no address'],
    ['ftp://host', 'begins with http'],
    ['http://me:secret@host', 'may not hold a name or password'],
  ])('"%s" is explained', async (address, words) => {
    expect(
      (await refusal('comfyui.saveServer', { serverId: null, name: '', address, isEnabled: true })).message,
    ).toContain(words);
  });

  it('are in the list once', async () => {
    await add(server.address);
    expect(
      await refusal('comfyui.saveServer', {
        serverId: null,
        name: '',
        address: server.address,
        isEnabled: true,
      }),
    ).toMatchObject({ code: 'alreadyExists' });
  });

  it('say what they are and what they lack', async () => {
    const report = await call('comfyui.testServer', { address: server.address });
    expect(report).toMatchObject({
      version: '0.3.60',
      devices: [{ name: 'cuda:0 Test GPU' }],
      running: 0,
      pending: 0,
    });
    expect(report.templates.map(({ lacks }) => lacks)).toEqual(report.templates.map(() => []));
  });

  it('that are away are told as such', async () => {
    await server.cutOff();
    expect((await refusal('comfyui.testServer', { address: server.address })).message).toContain(
      'cannot be reached. Is it running?',
    );
  });
});

describe('workflows', () => {
  const files = sampleFiles('comfyui');
  const read = (path: string) => ({ name: basename(path), bytes: new Uint8Array(readFileSync(path)) });

  it('of others are read or explained without a server', async () => {
    const told: string[] = [];
    for (const path of files) {
      const result = await service.handle('comfyui.readWorkflow', read(path));
      told.push(result.ok ? 'read' : result.error.message);
    }
    const asks =
      /as ComfyUI’s interface saves it\..*add yours in ComfyUI Servers.*choose Workflow → Export \(API\)/;
    expect(told).toEqual(
      files.length === 0 ? [] : ['read', expect.stringMatching(asks), expect.stringMatching(asks)],
    );
  });

  it('of others are all read with one', async () => {
    await add(server.address);
    const views: WorkflowView[] = [];
    for (const path of files) views.push(await call('comfyui.readWorkflow', read(path)));
    expect(views.map(({ outputNodeId, lacks }) => [outputNodeId, lacks?.map(({ type }) => type)])).toEqual(
      files.length === 0
        ? []
        : [
            ['9', []],
            ['41', ['file']],
            ['47', []],
          ],
    );
    const animated = views[1]?.workflow['41'];
    expect(animated?.class_type).toBe(files.length === 0 ? undefined : 'SaveVideo');
  });

  it('are checked against the server that lacks least', async () => {
    const { KSampler: _gone, ...less } = comfyObjectInfo();
    const poor = await new ComfyServer({ objectInfo: less }).start();
    await add(poor.address);
    const [first] = await call('comfyui.templates', null);
    const request = { workflow: first?.template.workflow ?? {}, outputNodeId: null };
    expect((await call('comfyui.inspectWorkflow', request)).lacks).toHaveLength(1);
    await add(server.address);
    const view = await call('comfyui.inspectWorkflow', request);
    expect(view.lacks).toEqual([]);
    expect(view.server).toContain(server.address.slice('http://'.length));
    await poor.cutOff();
  });

  it('become templates that are kept, ours as well, and ours come back', async () => {
    const [shipped] = await call('comfyui.templates', null);
    const ours = shipped?.template as WorkflowTemplate;
    await call('comfyui.saveTemplate', { template: { ...ours, name: 'Mine' } });
    await call('comfyui.saveTemplate', { template: { ...ours, id: 'another', name: 'Another' } });
    await service.dispose();
    service = newService();
    const list = await call('comfyui.templates', null);
    expect(
      list.slice(0, 2).map(({ template, isShipped, isOwn }) => [template.name, isShipped, isOwn]),
    ).toEqual([
      ['Mine', true, true],
      ['Another', false, true],
    ]);
    await call('comfyui.removeTemplate', { templateId: ours.id });
    expect((await call('comfyui.templates', null)).map(({ template }) => template.name)).toContain(ours.name);
  });
});

describe('programs', () => {
  it('are chosen by a dialog, changed by name and arguments, and never get a path from a page', async () => {
    const made = await service.handle('programs.saveAt', { programId: null, path: process.execPath });
    const [program] = await call('programs.list', null);
    expect(made).toEqual({ ok: true, value: program });
    if (!program) throw new Error('not kept');
    const { path: _path, ...rest } = program;
    const changed = { ...rest, name: 'Mine', arguments: ['-e', '0'], path: '/bin/false' };
    await service.handle('programs.save', { program: changed });
    expect(await call('programs.list', null)).toEqual([{ ...program, name: 'Mine', arguments: ['-e', '0'] }]);
    await call('programs.remove', { programId: program.id });
    expect(await call('programs.list', null)).toEqual([]);
  });
});
