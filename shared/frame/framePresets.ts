/** Shapes of the picture that are offered, each with the sizes in use for it, px. */
export interface FramePreset {
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  readonly use: string;
  readonly sizes: readonly FrameSize[];
}

export interface FrameSize {
  readonly width: number;
  readonly height: number;
  readonly name: string;
}

export const framePresets: readonly FramePreset[] = [
  {
    id: 'wide',
    name: '16:9',
    use: 'Television, web',
    sizes: [
      { width: 1280, height: 720, name: 'HD' },
      { width: 1920, height: 1080, name: 'Full HD' },
      { width: 3840, height: 2160, name: 'UHD' },
    ],
  },
  {
    id: 'scope',
    name: '2.39:1',
    use: 'Cinema scope',
    sizes: [
      { width: 1920, height: 804, name: 'Full HD scope' },
      { width: 2048, height: 858, name: '2K scope' },
      { width: 4096, height: 1716, name: '4K scope' },
    ],
  },
  {
    id: 'flat',
    name: '1.85:1',
    use: 'Cinema flat',
    sizes: [
      { width: 1920, height: 1038, name: 'Full HD flat' },
      { width: 1998, height: 1080, name: '2K flat' },
      { width: 3996, height: 2160, name: '4K flat' },
    ],
  },
  {
    id: 'tall',
    name: '9:16',
    use: 'Phone, upright',
    sizes: [
      { width: 720, height: 1280, name: 'HD' },
      { width: 1080, height: 1920, name: 'Full HD' },
    ],
  },
  {
    id: 'portrait',
    name: '4:5',
    use: 'Social',
    sizes: [
      { width: 1080, height: 1350, name: '1080' },
      { width: 2160, height: 2700, name: '2160' },
    ],
  },
  {
    id: 'academy',
    name: '4:3',
    use: 'Classic',
    sizes: [
      { width: 1440, height: 1080, name: '1080 lines' },
      { width: 2048, height: 1536, name: '2K' },
    ],
  },
  {
    id: 'square',
    name: '1:1',
    use: 'Square',
    sizes: [
      { width: 1080, height: 1080, name: '1080' },
      { width: 2048, height: 2048, name: '2048' },
    ],
  },
];

/** The preset a person begins with: the largest of common use, not the largest there is. */
export function defaultSize(preset: FramePreset): FrameSize {
  return (
    preset.sizes.find(
      ({ width, height }) => Math.min(width, height) >= 804 && Math.max(width, height) <= 2048,
    ) ?? (preset.sizes[0] as FrameSize)
  );
}

/** Video is coded in pairs of pixels. */
export function evenSize(value: number): number {
  return Math.min(8192, Math.max(16, Math.round(value / 2) * 2));
}

/** The preset whose sizes hold this one. */
export function presetOfSize({
  width,
  height,
}: Pick<FrameSize, 'width' | 'height'>): FramePreset | undefined {
  return framePresets.find(({ sizes }) =>
    sizes.some((size) => size.width === width && size.height === height),
  );
}

/** A ratio as people say it: "16:9", "2.39:1", "9:16". */
export function ratioText({ width, height }: Pick<FrameSize, 'width' | 'height'>): string {
  const known = presetOfSize({ width, height });
  if (known) return known.name;
  const simple = [
    [16, 9],
    [9, 16],
    [4, 3],
    [3, 4],
    [1, 1],
    [4, 5],
    [5, 4],
    [3, 2],
    [2, 3],
    [21, 9],
    [2, 1],
  ].find(([across, down]) => width * (down as number) === height * (across as number));
  if (simple) return simple.join(':');
  return width >= height
    ? `${(width / height).toFixed(2).replace(/\.?0+$/, '')}:1`
    : `1:${(height / width).toFixed(2).replace(/\.?0+$/, '')}`;
}
