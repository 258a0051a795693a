import { createHmac } from 'node:crypto';
import { klingAccountSchema, klingHost } from '@shared/generation/kling/account';
import { requireModel } from '@shared/generation/models';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from './exactJson';
import { accessToken } from './jwt';
import { isFetchable } from './klingClient';
import { chargedFor, parseTask } from './messages';
import { remoteIdOf, remoteTaskOf } from './remoteId';

it('a token is signed, and good for half an hour', () => {
  const [head = '', claims = '', signature] = accessToken('ak', 'sk', 1_700_000_000_000).split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(read(claims)).toEqual({ iss: 'ak', exp: 1_700_001_800, nbf: 1_699_999_995 });
  expect(signature).toBe(createHmac('sha256', 'sk').update(`${head}.${claims}`).digest('base64url'));
});

describe('JSON with long numbers', () => {
  it.each([
    ['{"id":829836802793406551}', { id: '829836802793406551' }],
    ['{"a":123,"b":1.5,"c":1e20}', { a: 123, b: 1.5, c: 1e20 }],
    [
      '{"text":"829836802793406551, \\"x\\" 12345678901234567890"}',
      { text: '829836802793406551, "x" 12345678901234567890' },
    ],
    ['[-9223372036854775808]', ['-9223372036854775808']],
  ])('%s', (text, expected) => {
    expect(parseExactJson(text)).toEqual(expected);
  });

  it('is JSON as ever where numbers are short', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false } as never), (text) => {
        const isShort = !/\d{16}/.test(text);
        if (isShort) expect(parseExactJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('tasks of both APIs', () => {
  it('the new standard', () => {
    expect(
      parseTask({
        id: '1',
        status: 'succeeded',
        external_id: 'mine',
        outputs: [{ type: 'video', id: 'o', url: 'https://x/y.mp4', duration: '5.041' }],
        billing: [{ charge_type: 'unit', amount: '2.4' }],
        surprise: true,
      }),
    ).toMatchObject({
      state: 'succeeded',
      externalId: 'mine',
      units: 2.4,
      outputs: [{ type: 'video', url: 'https://x/y.mp4' }],
    });
  });

  it('the older one, series before single pictures', () => {
    const task = parseTask({
      task_id: 7,
      task_status: 'succeed',
      task_result: { images: [], series_images: [{ index: 0, url: 'https://x/1.png' }] },
      final_unit_deduction: '8',
    });
    expect(task).toMatchObject({ id: '7', state: 'succeeded', units: 8, outputs: [{ type: 'image' }] });
    expect(parseTask({ id: '1', status: 'dreaming' })?.state).toBe('running');
    expect(parseTask({ name: 'x' })).toBeUndefined();
  });

  const model = requireModel('kling-3.0');
  const billed = (billing: unknown) =>
    chargedFor(parseTask({ id: '1', status: 'succeeded', billing }) as never, model);
  it.each([
    [
      'units',
      [{ charge_type: 'unit', amount: '2.4' }],
      { amount: 2.4, unit: 'unit', money: { amount: 0.336, currency: 'USD' } },
    ],
    [
      'cash',
      [{ charge_type: 'cash', amount: '0.5', currency: 'usd' }],
      { amount: 0.5, unit: 'USD', money: { amount: 0.5 } },
    ],
    [
      'both',
      [
        { charge_type: 'unit', amount: '1' },
        { charge_type: 'cash', amount: 0.5, currency: 'USD' },
      ],
      { amount: 0.64, unit: 'USD' },
    ],
    [
      'several packages',
      [
        { charge_type: 'unit', amount: '1' },
        { charge_type: 'unit', amount: '0.4' },
      ],
      { amount: 1.4 },
    ],
  ])('charged in %s', (_name, billing, expected) => {
    expect(billed(billing)).toMatchObject(expected);
  });
  it('nothing said is nothing charged', () => {
    expect(billed([])).toBeNull();
    expect(billed(undefined)).toBeNull();
  });
});

describe('where a key goes', () => {
  it.each([
    ['global', null, 'https://api-singapore.klingai.com'],
    ['china', null, 'https://api-beijing.klingai.com'],
    ['own', 'https://gate.example.com/kling/', 'https://gate.example.com/kling'],
    ['own', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ] as const)('%s %s', (region, address, expected) => {
    expect(klingHost({ region, address })).toBe(expected);
  });

  it.each(['http://gate.example.com', 'ftp://x', 'gate.example.com', '', 'https://user:pw@host'])(
    'not to %j',
    (address) => {
      expect(() => klingHost({ region: 'own', address })).toThrow(RangeError);
    },
  );

  it('a key holds no line breaks', () => {
    const account = (key: string) => ({ region: 'global', address: null, auth: { type: 'apiKey', key } });
    expect(klingAccountSchema.parse(account(' abcd1234 ')).auth).toMatchObject({ key: 'abcd1234' });
    expect(klingAccountSchema.safeParse(account('ab\ncd: x')).success).toBe(false);
  });
});

describe('where results are fetched from', () => {
  const kling = 'https://api-singapore.klingai.com';
  it.each([
    ['https://cdn.klingai.com/a.mp4', true],
    ['http://cdn.klingai.com/a.mp4', false],
    ['https://192.168.1.1/a', false],
    ['https://10.0.0.1/a', false],
    ['https://169.254.169.254/latest', false],
    ['https://localhost/a', false],
    ['https://router.local/a', false],
    ['https://[::1]/a', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('%s: %j', (address, expected) => {
    expect(isFetchable(address, kling)).toBe(expected);
  });

  it('from this machine when the account is there', () => {
    expect(isFetchable('http://127.0.0.1:1/a', 'http://127.0.0.1:2')).toBe(true);
    expect(isFetchable('http://example.com/a', 'http://127.0.0.1:2')).toBe(false);
  });
});

it('a place at Kling survives as text', () => {
  const place = { api: 'legacy', route: 'v1/videos/omni-video', id: '829836802793406551' } as const;
  expect(remoteTaskOf(remoteIdOf(place))).toEqual(place);
  expect(() => remoteTaskOf('x')).toThrow(RangeError);
});
