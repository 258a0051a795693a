import { expect, it } from 'vitest';
import { estimateCost, sumCosts } from './estimateCost';
import { requireModel } from './models';
import { testClip, testRequest } from './testing/requests';

const cost = (model: string, lengths: readonly number[], fields = {}) => {
  const request = testRequest(model, lengths, fields);
  const found = estimateCost(request, requireModel(model));
  return found && [found.amount, found.unit, found.money?.amount];
};
const sound = { sound: 'on' };
const p720 = { resolution: '720p' };

it.each([
  ['kling-3.0', [120], {}, [4, 'unit', 0.56]],
  ['kling-3.0', [120], sound, [6, 'unit', 0.84]],
  ['kling-3.0', [120], { ...sound, ...p720 }, [4.5, 'unit', 0.63]],
  ['kling-3.0', [120], { resolution: '4k' }, [15, 'unit', 2.1]],
  // Rounded up to the seconds the model makes: 1.5 s as 3.
  ['kling-3.0', [36], p720, [1.8, 'unit', 0.252]],
  ['kling-3.0-omni', [72], p720, [1.8, 'unit', 0.252]],
  ['kling-3.0-omni', [120], sound, [5, 'unit', 0.7]],
  ['kling-3.0-omni', [120], { clip: testClip('guide') }, [6, 'unit', 0.84]],
  ['kling-3.0-turbo', [72], p720, [2.4, 'unit', 0.336]],
  ['kling-o1', [120], {}, [4, 'unit', 0.56]],
  ['kling-2.6', [120], sound, [5, 'unit', 0.7]],
  ['kling-2.6', [120], { ...sound, ...p720 }, [1.5, 'unit', 0.21]],
  ['kling-2.5-turbo', [200], {}, [5, 'unit', 0.7]],
  ['kling-4.0', [120], {}, [5, 'second', 0.98]],
  [
    'kling-image-3.0-omni',
    [24],
    { resolution: '4k', output: { type: 'stills', count: 3, isSeries: true } },
    [48, 'image unit', 0.168],
  ],
  [
    'kling-image-3.0-omni',
    [24],
    { resolution: '1k', output: { type: 'stills', count: 'auto', isSeries: true } },
    [72, 'image unit', 0.252],
  ],
  ['local', [120], {}, [0, 'none', undefined]],
  // Not on the list.
  ['kling-3.0-turbo', [72], { resolution: '4k' }, null],
] as const)('%s %j %j: %j', (model, lengths, fields, expected) => {
  expect(cost(model, lengths, fields)).toEqual(expected);
});

it('a clip that is changed is billed by its own length', () => {
  const source = { type: 'media', seconds: 7.4 };
  expect(cost('kling-3.0-omni', [120], { clip: { use: 'edit', source } })).toEqual([8.4, 'unit', 1.176]);
});

it('knows credits where somebody has named them', () => {
  const request = testRequest('kling-3.0', [120], sound as never);
  expect(estimateCost(request, requireModel('kling-3.0'))?.credits).toEqual({
    amount: 60,
    isConfirmed: false,
  });
});

it('adds what counts alike', () => {
  const of = (model: string) => estimateCost(testRequest(model, [120]), requireModel(model)) as never;
  expect(sumCosts([of('kling-3.0'), of('kling-o1')])).toMatchObject({
    amount: 8,
    money: { amount: 1.12 },
    credits: null,
  });
  expect(sumCosts([of('kling-3.0'), of('kling-image-3.0')])).toBeNull();
  expect(sumCosts([])).toBeNull();
});
