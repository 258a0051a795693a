import { describe, expect, test } from 'vitest';
import { cliWorld } from './testing/cliWorld';

async function film(...shots: readonly { action: string; lengthFrames: number }[]) {
  const { run, makeFilm } = cliWorld();
  await makeFilm(
    shots.map(({ action, lengthFrames }) => ({
      command: 'shot.add',
      args: { lengthFrames, fields: { action } },
    })),
  );
  return run;
}

const generate = ['generate', 'Film.ekonte', '--provider', 'kling'];
const settings = (value: object) => ['--settings', JSON.stringify(value)];

describe('generate --provider kling', () => {
  test('a dry run says what would be sent, in what groups, for how much', async () => {
    const run = await film(
      { action: 'Mina waits.', lengthFrames: 48 },
      { action: 'She runs.', lengthFrames: 60 },
    );
    const { code, stdout } = await run(...generate, '--dry-run', ...settings({ resolution: '720p' }));
    expect(code).toBe(0);
    expect(stdout).toBe(
      '1A-1B: kling-3.0-omni, 5 s, 75 characters, 3 units = 0.42 USD\n' +
        '2 shots in 1 submission, 3 units = 0.42 USD. Nothing was sent.\n',
    );
    const { stdout: json } = await run(
      ...generate,
      '--dry-run',
      '--json',
      '--model',
      'kling-2.6',
      '--shots',
      '1A',
    );
    expect(JSON.parse(json)).toMatchObject({
      isSendable: true,
      cost: { amount: 2.5, unit: 'unit', money: { amount: 0.35, currency: 'USD' } },
      groups: [{ shots: '1A', model: 'kling-2.6', seconds: 5, prompt: 'Static camera. Mina waits.' }],
    });
  });

  test('problems are said with their mends, and are a failure', async () => {
    const run = await film({ action: 'A long walk.', lengthFrames: 480 });
    const { code, stdout } = await run(...generate, '--dry-run');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'cannot be sent: Shot 1A lasts 20 seconds; Kling 3.0 Omni makes at most 15 seconds at once.',
    );
    expect(stdout).toContain('[Shorten to 15 seconds]');
  });

  test('nothing is sent without a word of what it may cost, nor for more', async () => {
    const run = await film({ action: 'Mina waits.', lengthFrames: 72 });
    expect(await run(...generate)).toMatchObject({ code: 1, stderr: expect.stringContaining('--max-cost') });
    expect(await run(...generate, '--max-cost', '0.1')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('more than the 0.10 it may cost. Nothing was sent.'),
    });
  });

  test.each([
    ['settings that are no JSON', ['--settings', '{'], 'no JSON'],
    ['a choice there is not', settings({ resolutoin: '720p' }), 'resolutoin'],
    ['a strange model', ['--model', 'kling-9'], 'kling-9'],
    ['a strange amount', ['--max-cost', 'much'], 'amount'],
  ])('%s: wrong usage', async (_name, options, words) => {
    const run = await film({ action: 'Mina waits.', lengthFrames: 72 });
    const { code, stderr } = await run(...generate, '--dry-run', ...options);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
