import type { Counter, Numbering } from './records/numberingRecords';

export const numberingPresetIds = [
  'slate',
  'slateUnderscore',
  'slateDot',
  'dash',
  'letterNumber',
  'tens',
  'sceneShot',
  'episodic',
  'panels',
] as const;
export type NumberingPresetId = (typeof numberingPresetIds)[number];

/** A scheme as it is offered, without the lock. */
export type NumberingScheme = Omit<Numbering, 'isLocked'>;

export interface NumberingPreset {
  readonly id: NumberingPresetId;
  /** What its names look like. */
  readonly name: string;
  readonly use: string;
  readonly scheme: NumberingScheme;
}

const count = (fields: Partial<Counter> = {}): Counter => ({
  style: 'number',
  isLowerCase: false,
  start: 1,
  step: 1,
  padding: 1,
  ...fields,
});
const slate = count({ style: 'slateLetters' });
const tens = count({ start: 10, step: 10, padding: 4 });

const scheme = (fields: Partial<NumberingScheme>): NumberingScheme => ({
  pattern: '{scene}{shot}',
  panelPattern: '{label}-{panel}',
  filePattern: '{project}_{label}',
  letterCase: 'keep',
  shotRestart: 'scene',
  scene: count(),
  shot: slate,
  panel: count(),
  take: count(),
  ...fields,
});

/** The schemes in use (field.md §3.6). The first is what a new project has. */
export const numberingPresets: readonly NumberingPreset[] = [
  { id: 'slate', name: '1A', use: 'Live action', scheme: scheme({}) },
  {
    id: 'slateUnderscore',
    name: '1_A',
    use: 'Live action',
    scheme: scheme({ pattern: '{scene}_{shot}' }),
  },
  { id: 'slateDot', name: '1.A', use: 'Live action', scheme: scheme({ pattern: '{scene}.{shot}' }) },
  {
    id: 'dash',
    name: '1-1',
    use: 'Scene and shot',
    scheme: scheme({ pattern: '{scene}-{shot}', shot: count(), panelPattern: '{label}_{panel}' }),
  },
  {
    id: 'letterNumber',
    name: 'A1',
    use: 'Scene letter, shot number',
    scheme: scheme({ scene: slate, shot: count() }),
  },
  {
    id: 'tens',
    name: '0010',
    use: 'Animation, effects',
    scheme: scheme({ pattern: '{shot}', shot: tens, shotRestart: 'film' }),
  },
  {
    id: 'sceneShot',
    name: 'SC01_SH01',
    use: 'Scene and shot',
    scheme: scheme({
      pattern: 'SC{scene}_SH{shot}',
      scene: count({ padding: 2 }),
      shot: count({ padding: 2 }),
      panelPattern: '{label}_PN{panel}',
      panel: count({ padding: 2 }),
    }),
  },
  {
    id: 'episodic',
    name: 'SHOW_104_TCC_001_0010',
    use: 'Series: show, episode, sequence, scene, shot',
    scheme: scheme({
      pattern: '{project}_{episode}_{seq}_{scene}_{shot}',
      letterCase: 'upper',
      scene: count({ padding: 3 }),
      shot: tens,
      panelPattern: '{label}_{panel}',
      panel: count({ padding: 2 }),
      filePattern: '{label}_v{version}',
    }),
  },
  {
    id: 'panels',
    name: 'EP01_SC010_SH0020_PN01',
    use: 'Animation with panels',
    scheme: scheme({
      pattern: 'EP{episode:2}_SC{scene}_SH{shot}',
      scene: count({ start: 10, step: 10, padding: 3 }),
      shot: tens,
      panelPattern: '{label}_PN{panel}',
      panel: count({ padding: 2 }),
      filePattern: '{label}_v{version}',
    }),
  },
];

export function numberingPreset(id: NumberingPresetId): NumberingScheme {
  const preset = numberingPresets.find((candidate) => candidate.id === id);
  return (preset ?? (numberingPresets[0] as NumberingPreset)).scheme;
}

export const defaultNumbering: Numbering = { ...numberingPreset('slate'), isLocked: false };
