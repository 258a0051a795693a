import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filmSourceLength, filmSourceSchema, mediaOfLayer, parseFilmSource } from './filmSource';

const folder = new URL('../../assets/sample/the-lighthouse/', import.meta.url);
const text = readFileSync(new URL('film.json', folder), 'utf8');

/** A fresh copy of the film that a row may spoil. */
function film() {
  return filmSourceSchema.parse(JSON.parse(text));
}

describe('film.json of The Lighthouse', () => {
  it('is a film source of three scenes, 45 to 55 seconds long', () => {
    const parsed = parseFilmSource(JSON.parse(text));
    const seconds = (filmSourceLength(parsed) * parsed.project.rate.den) / parsed.project.rate.num;
    expect(parsed.scenes).toHaveLength(3);
    expect(seconds).toBeGreaterThanOrEqual(45);
    expect(seconds).toBeLessThanOrEqual(55);
  });

  it('names only pictures that are there', () => {
    const pictures = film().media.filter((media) => media.type === 'picture');
    expect(pictures.filter((media) => !existsSync(new URL(media.file, folder)))).toEqual([]);
  });

  it('shows every picture it lists, on a layer or as a view of an element', () => {
    const parsed = film();
    const used = new Set([
      ...parsed.scenes.flatMap((scene) =>
        scene.shots.flatMap((shot) => shot.layers.map((layer) => mediaOfLayer(parsed, layer))),
      ),
      ...parsed.elements.flatMap((element) => element.views.map((view) => view.media)),
    ]);
    const idle = parsed.media.filter((media) => media.type === 'picture' && !used.has(media.key));
    expect(idle.map((media) => media.key)).toEqual([]);
  });

  it('has each kind of move and enough still shots', () => {
    const moves = film().scenes.flatMap((scene) => scene.shots.map((shot) => shot.move?.name ?? 'still'));
    for (const kind of ['pan', 'tilt', 'zoom', 'dolly', 'truck', 'roll', 'handheld']) {
      expect(moves.some((name) => name.startsWith(kind))).toBe(true);
    }
    expect(moves.filter((name) => name === 'still').length).toBeGreaterThanOrEqual(3);
  });

  it('pictures are self-contained: no script, text, link or embedded file', () => {
    for (const media of film().media.filter((each) => each.type === 'picture')) {
      const svg = readFileSync(new URL(media.file, folder), 'utf8');
      expect(svg.length).toBeLessThan(150_000);
      expect(svg).not.toMatch(/<script|<text|<image|href=|<foreignObject|url\((?!#)|NaN|undefined/);
    }
  });
});

describe('parseFilmSource', () => {
  type Film = ReturnType<typeof film>;
  const rows: readonly { name: string; spoil: (value: Film) => unknown; says: RegExp }[] = [
    {
      name: 'a layer of a view that no element has',
      spoil: (value) =>
        value.scenes[0]?.shots[0]?.layers.push({
          name: 'Ghost',
          element: 'mina',
          view: 'upside-down',
          x: 0.5,
          y: 0.5,
          scale: 1,
          rotationDeg: 0,
          flipX: false,
          opacity: 1,
          depth: 1,
        }),
      says: /mina\/upside-down/,
    },
    {
      name: 'a speaker that is no character',
      spoil: (value) =>
        value.scenes[0]?.shots[0]?.dialogue.push({ speaker: 'boat', text: 'Creak.', deliveryNote: '' }),
      says: /"boat" speak/,
    },
    {
      name: 'a picture on the sound track',
      spoil: (value) => value.sound.push({ media: 'harbour-sky', startFrame: 0 as never }),
      says: /needs a sound/,
    },
    {
      name: 'two shots of one key',
      spoil: (value) => {
        const shots = value.scenes[0]?.shots ?? [];
        for (const shot of shots) shot.key = '1A';
      },
      says: /Shot "1A" is there twice/,
    },
    {
      name: 'a file outside its folder',
      spoil: (value) => {
        for (const media of value.media) media.file = '../secret.svg';
      },
      says: /file/,
    },
    {
      name: 'a length of no frames',
      spoil: (value) => {
        for (const shot of value.scenes[0]?.shots ?? []) shot.lengthFrames = 0 as never;
      },
      says: /lengthFrames/,
    },
    { name: 'an unknown field', spoil: (value) => Object.assign(value, { extra: 1 }), says: /extra/ },
  ];

  it.each(rows)('refuses $name', ({ spoil, says }) => {
    const value = film();
    spoil(value);
    const result = filmSourceSchema.safeParse(value);
    expect(result.success).toBe(false);
    const told = result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n');
    expect(told).toMatch(says);
  });
});
