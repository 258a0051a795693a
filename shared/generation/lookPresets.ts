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
