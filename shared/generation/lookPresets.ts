import { z } from 'zod';

/** Words for a whole film: what is said before and after every shot, and what must not appear. */
export interface LookPreset {
  readonly name: string;
  readonly promptPrefix: string;
  readonly promptSuffix: string;
  readonly negativePrompt: string;
}

/** Looks to begin from; each is plain words that a person can change. */
export const lookPresets: readonly LookPreset[] = [
  {
    name: 'Pencil storyboard',
    promptPrefix: 'Hand-drawn storyboard panel, graphite pencil on white paper, loose confident lines.',
    promptSuffix: 'Grey shading only, no colour.',
    negativePrompt: 'photograph, colour, 3D render, text, watermark',
  },
  {
    name: 'Film noir',
    promptPrefix: 'Black-and-white film noir, hard key light, deep shadows, fine grain.',
    promptSuffix: 'High contrast, smoke in the light.',
    negativePrompt: 'colour, flat light, text, watermark',
  },
  {
    name: 'Anime key frame',
    promptPrefix: 'Anime key frame, clean line art, cel shading, painted background.',
    promptSuffix: 'Soft evening light, clear silhouettes.',
    negativePrompt: 'photograph, 3D render, extra fingers, text, watermark',
  },
  {
    name: 'Documentary, handheld',
    promptPrefix: 'Observational documentary, natural light, 35 mm lens, real places and faces.',
    promptSuffix: 'Slight handheld movement, muted colours.',
    negativePrompt: 'studio light, glossy skin, slow motion, text, watermark',
  },
  {
    name: 'Clay stop motion',
    promptPrefix: 'Stop-motion animation, clay puppets with fingerprints, miniature sets, practical light.',
    promptSuffix: 'Shallow depth of field, animated on twos.',
    negativePrompt: 'photograph of people, smooth 3D render, text, watermark',
  },
];

/** Longest text of a look that is kept as a preset, characters; the film itself takes more. */
export const lookTextLimit = 4_000;
export const ownLookLimit = 50;

const lookText = z.string().max(lookTextLimit);

/** A look of the person's own, the same in every film: its styles are found again by their names. */
export const ownLookSchema = z.object({
  name: z.string().trim().min(1).max(60),
  promptPrefix: lookText,
  promptSuffix: lookText,
  negativePrompt: lookText,
  styleNames: z.array(z.string().max(400)).max(20),
});
export type OwnLook = z.infer<typeof ownLookSchema>;

/** As they lie in a person's settings: one that cannot be read is left out, the others stay. */
export const ownLooksSchema = z
  .array(z.unknown())
  .max(1_000)
  .transform((looks) =>
    looks
      .flatMap((look) => {
        const read = ownLookSchema.safeParse(look);
        return read.success ? [read.data] : [];
      })
      .slice(0, ownLookLimit),
  );

/** Names are the same to a person however they are written. */
const sameName = (a: string, b: string): boolean =>
  a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

export const findLook = <Look extends { readonly name: string }>(
  looks: readonly Look[],
  name: string,
): Look | undefined => looks.find((look) => sameName(look.name, name));

/**
 * Keeps a look under its name, in place of one that had it.
 * @returns the list, by name; or in words why it cannot be kept
 */
export function keptLooks(looks: readonly OwnLook[], look: OwnLook): readonly OwnLook[] | string {
  const name = look.name.trim();
  if (name === '') return 'A preset needs a name.';
  if (name.length > 60) return 'The name of a preset has at most 60 characters.';
  if (findLook(lookPresets, name)) return `"${name}" comes with Ekonte. Give your preset another name.`;
  const isTooLong = [look.promptPrefix, look.promptSuffix, look.negativePrompt].some(
    (text) => text.length > lookTextLimit,
  );
  if (isTooLong) return `A preset holds ${lookTextLimit} characters a field. This look has more.`;
  const others = looks.filter((other) => !sameName(other.name, name));
  if (others.length >= ownLookLimit) return `There are ${ownLookLimit} presets. Delete one first.`;
  return sorted([...others, { ...look, name }]);
}

/** @returns the list; or in words why it cannot be called so */
export function renamedLooks(
  looks: readonly OwnLook[],
  from: string,
  to: string,
): readonly OwnLook[] | string {
  const look = findLook(looks, from);
  if (!look) return 'This preset is gone.';
  const rest = looks.filter((other) => other !== look);
  const taken = findLook(rest, to);
  return taken ? `There is a preset "${taken.name}" already.` : keptLooks(rest, { ...look, name: to });
}

const sorted = (looks: readonly OwnLook[]): readonly OwnLook[] =>
  looks.toSorted((a, b) => a.name.localeCompare(b.name));
