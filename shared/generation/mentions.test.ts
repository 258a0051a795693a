import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMentions, mentionIds } from './mentions';

const elements = [
  { elementId: 'mina', name: 'Mina', type: 'character' as const },
  { elementId: 'hat', name: "Mina's hat", type: 'object' as const },
  { elementId: 'oto', name: '音', type: 'character' as const },
];

describe('mentions in a text', () => {
  it.each([
    ['Mina runs.', [{ elementId: 'mina' }, ' runs.']],
    ['@Mina runs.', [{ elementId: 'mina' }, ' runs.']],
    ['MINA, mina', [{ elementId: 'mina' }, ', ', { elementId: 'mina' }]],
    ["Mina's hat falls", [{ elementId: 'hat' }, ' falls']],
    ['The minaret', ['The minaret']],
    ['駅で音が笑う', ['駅で', { elementId: 'oto' }, 'が笑う']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(findMentions(text, elements)).toEqual(expected);
  });

  it('takes names for text, not for patterns', () => {
    expect(findMentions('a.c abc', [{ elementId: 'x', name: 'a.c' }])).toEqual([{ elementId: 'x' }, ' abc']);
  });
});

describe('ids of inputs', () => {
  const ids = (names: readonly string[], prose = '', reserved: readonly string[] = []) => [
    ...mentionIds(
      names.map((name, index) => ({ elementId: `${index}`, name, type: 'character' as const })),
      prose,
      reserved,
    ).values(),
  ];

  it.each([
    [['Mina', 'Oto'], '', 'Mina Oto'],
    [['Mina'], 'Minarets in the mist', 'Mina_01'],
    // The shorter one makes room, wherever it stands.
    [['Ann', 'Anna'], '', 'Ann_01 Anna'],
    [['美奈', '音'], '', 'character_01 character_02'],
    [['Old man'], '', 'Old_man'],
    [['frame'], '', 'frame_02'],
    [['Jo'], '', 'Jo_01'],
  ])('%j', (names, prose, expected) => {
    const made = mentionIds(
      names.map((name, index) => ({ elementId: `${index}`, name, type: 'character' as const })),
      prose,
      ['frame_01'],
    );
    expect(names.map((_, index) => made.get(`${index}`)).join(' ')).toBe(expected);
  });

  it('are never part of another, nor of the prose, whatever the names are', () => {
    const name = fc.oneof(
      fc.constantFrom('Mina', 'mina', 'Min', 'Mina_01', 'element', 'character', '美奈', '', '🎬', 'image'),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), fc.string({ maxLength: 60 }), (names, prose) => {
        const reserved = ['image_01', 'image_02', 'video_01'];
        const made = ids(names, prose, reserved);
        const all = [...made, ...reserved].map((id) => id.toLowerCase());
        for (const [index, id] of all.entries()) {
          expect(id).toMatch(/^[a-z]\w{2,}$/);
          expect(all.some((other, at) => at !== index && other.includes(id))).toBe(false);
          if (index < made.length) expect(prose.toLowerCase()).not.toContain(id);
        }
      }),
    );
  });
});
