import type { LanguageModel } from '@shared/planner/languageModel';
import type { PlannedShot } from '@shared/planner/plannedShot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newProjectFolder, temporaryFolder } from '../../../electron/worker/testing/projects';
import { WorkerService } from '../../../electron/worker/workerService';
import { ModelServer } from './modelServer';

let server: ModelServer;
let worker: WorkerService;
let received: number[];

beforeEach(async () => {
  received = [];
  server = await new ModelServer().start();
  worker = new WorkerService({
    userDataPath: temporaryFolder(),
    emit: (event, payload) => {
      if (event === 'planner.progress') received.push((payload as { characters: number }).characters);
    },
    renderHost: null,
    now: Date.now,
  });
  await call('project.openAt', { path: newProjectFolder(), mediaBase: '' });
  await call('edit.run', {
    command: 'element.add',
    args: { type: 'character', name: 'Mina' },
    selection: [],
  });
});
afterEach(async () => {
  await worker.dispose();
  await server.stop();
});

async function call<T>(channel: string, request: unknown): Promise<T> {
  const result = await worker.handle(channel, request);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value as T;
}

const choose = (model = 'qwen3:8b') =>
  call<LanguageModel>('planner.saveLanguageModel', { address: server.address, model });
const plan = (text = 'Mina waits.') =>
  call<{ shots: PlannedShot[]; notes: string[] }>('planner.planShots', { heading: 'EXT. PIER', text });
const shots = JSON.stringify({
  shots: [{ action: 'Mina waits on the pier. 桟橋', size: 'medium', seconds: 3, elements: ['Mina'] }],
});

test('the models of a server are listed, one is chosen and plans; nothing is changed by it', async () => {
  server.behaviour = { type: 'text', text: shots };
  expect(await call('planner.models', { address: server.address.replace('http://', '') })).toEqual({
    models: ['qwen3:8b', 'llama3.2:3b'],
  });
  expect(await choose(' qwen3:8b ')).toEqual({ address: server.address, model: 'qwen3:8b' });
  const planned = await plan();
  expect(planned.shots).toHaveLength(1);
  expect(planned.shots[0]).toMatchObject({ action: 'Mina waits on the pier. 桟橋', size: 'MS', seconds: 3 });
  expect(planned.shots[0]?.elementIds).toHaveLength(1);
  expect(planned.notes).toEqual([]);
  expect(received.at(-1)).toBe(shots.length);
  expect(server.chats[0]).toMatchObject({
    model: 'qwen3:8b',
    stream: true,
    response_format: { type: 'json_schema' },
  });
  expect(server.chats[0]?.messages[1]?.content).toContain('Mina waits.');
  expect(await call('planner.languageModel', null)).toEqual({ address: server.address, model: 'qwen3:8b' });
});

test('a server without schemas is asked in words; one without streams is read whole', async () => {
  await choose();
  server.behaviour = { type: 'noSchema', text: `Here they are:\n\`\`\`json\n${shots}\n\`\`\`` };
  expect((await plan()).shots).toHaveLength(1);
  expect(server.chats.map((chat) => chat.response_format !== undefined)).toEqual([true, false]);
  server.behaviour = { type: 'whole', text: shots };
  expect((await plan()).shots).toHaveLength(1);
});

test.each<[string, ModelServer['behaviour'], RegExp]>([
  ['words', { type: 'text', text: 'I would rather not.' }, /answered in words, not with shots/],
  ['cut JSON', { type: 'text', text: shots.slice(0, 60), finish: 'length' }, /ends in the middle/],
  ['nothing', { type: 'text', text: '' }, /answered nothing/],
  [
    'a web page',
    { type: 'answer', status: 200, contentType: 'text/html', body: '<html>Router</html>' },
    /web page/,
  ],
  [
    'no JSON',
    { type: 'answer', status: 200, contentType: 'application/json', body: '{"cho' },
    /cut off or damaged/,
  ],
  [
    'other JSON',
    { type: 'answer', status: 200, contentType: 'application/json', body: '{}' },
    /OpenAI-compatible/,
  ],
  ['an empty body', { type: 'answer', status: 204, contentType: 'text/plain', body: '' }, /empty answer/],
  [
    'a busy server',
    { type: 'answer', status: 503, contentType: 'text/plain', body: 'loading' },
    /still loads.*It says: loading/,
  ],
  [
    'an error',
    { type: 'answer', status: 500, contentType: 'application/json', body: '{"error":"CUDA"}' },
    /status 500.*CUDA/,
  ],
  ['an error in the stream', { type: 'streamError', message: 'context full' }, /broke off.*context full/],
  ['a broken connection', { type: 'brokenOff', text: '{"shots":' }, /broke off/],
  ['more than is taken', { type: 'endless' }, /does not come to an end/],
  [
    'another host',
    { type: 'redirect', to: 'http://127.0.0.2:9/v1' },
    /sends on to 127\.0\.0\.2:9, which is not followed/,
  ],
])('%s from the server is a clear message', async (_name, behaviour, words) => {
  await choose();
  server.behaviour = behaviour;
  await expect(plan()).rejects.toThrow(words);
  // The next wish is not held up by it.
  server.behaviour = { type: 'text', text: shots };
  expect((await plan()).shots).toHaveLength(1);
});

test('a model that is not there, a server that is not there, no choice yet: each is said', async () => {
  await expect(plan()).rejects.toThrow('No language model is chosen yet');
  await choose('gpt-9');
  await expect(plan()).rejects.toThrow(/no model "gpt-9".*model 'gpt-9' not found/);
  await choose();
  await expect(plan(' ')).rejects.toThrow('no text');
  await expect(plan('x'.repeat(60_001))).rejects.toThrow('Plan it in pieces');
  expect(server.chats).toHaveLength(1);
  await call('planner.saveLanguageModel', { address: 'http://127.0.0.1:9/v1', model: 'qwen3:8b' });
  await expect(plan()).rejects.toThrow(/cannot be reached|port that web requests/);
});

test('called off, it ends; a second wish meanwhile is refused', async () => {
  await choose();
  server.behaviour = { type: 'stuck' };
  const planning = worker.handle('planner.planShots', { heading: '', text: 'Mina waits.' });
  await server.asked;
  await expect(plan()).rejects.toThrow('at work already');
  await call('planner.cancel', null);
  expect(await planning).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});

test('a key is sent to its own address only', async () => {
  server.key = 'sk-secret';
  await choose();
  const models = () => call('planner.models', { address: server.address });
  await expect(models()).rejects.toThrow(/wants a key.*Incorrect API key/);
  const hold = (address: string) =>
    call('keys.hold', { kling: null, languageModel: { address, key: 'sk-secret' } });
  await hold('http://127.0.0.1:1/v1');
  await expect(models()).rejects.toThrow('wants a key');
  await hold(server.address);
  await models();
});
