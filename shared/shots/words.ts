import {
  type MoveName,
  type Shot,
  shotAngles,
  type shotSizes,
  type transitionTypes,
} from '../document/records';

/* What the fixed values of shots are called. One list for menus, tables, papers and prompts. */

export const sizeNames: Readonly<Record<(typeof shotSizes)[number], string>> = {
  EWS: 'Extreme wide',
  WS: 'Wide',
  FS: 'Full',
  MLS: 'Medium long',
  MS: 'Medium',
  MCU: 'Medium close-up',
  CU: 'Close-up',
  ECU: 'Extreme close-up',
  INS: 'Insert',
  OTS: 'Over the shoulder',
  POV: 'Point of view',
  '2S': 'Two shot',
};

/** Other ways sizes are written on shot lists (field.md §3.1), in small letters. */
const sizeAliases: Readonly<Record<string, (typeof shotSizes)[number]>> = {
  els: 'EWS',
  xws: 'EWS',
  vws: 'EWS',
  est: 'EWS',
  'extreme long': 'EWS',
  'extreme wide shot': 'EWS',
  establishing: 'EWS',
  ls: 'WS',
  long: 'WS',
  'wide shot': 'WS',
  'long shot': 'WS',
  ff: 'FS',
  'full shot': 'FS',
  mfs: 'MLS',
  cowboy: 'MLS',
  ks: 'MLS',
  'medium long shot': 'MLS',
  'medium shot': 'MS',
  mid: 'MS',
  bs: 'MCU',
  'medium close up': 'MCU',
  'close up': 'CU',
  close: 'CU',
  up: 'CU',
  bcu: 'ECU',
  vcu: 'ECU',
  xcu: 'ECU',
  'extreme close up': 'ECU',
  insert: 'INS',
  'over shoulder': 'OTS',
  'over-the-shoulder': 'OTS',
  'ots-l': 'OTS',
  'ots-r': 'OTS',
  'two-shot': '2S',
};

const angleAliases: Readonly<Record<string, (typeof shotAngles)[number]>> = {
  eye: 'Eye level',
  'eye-level': 'Eye level',
  'low angle': 'Low',
  'high angle': 'High',
  top: 'Overhead',
  'bird’s eye': 'Overhead',
  "bird's eye": 'Overhead',
  'ground level': 'Ground',
  "worm's eye": 'Ground',
  'dutch angle': 'Dutch',
  俯瞰: 'High',
  アオリ: 'Low',
};

export const statusTitles: Readonly<Record<Shot['status'], string>> = {
  draft: 'Draft',
  inProgress: 'In progress',
  review: 'For review',
  approved: 'Approved',
  omitted: 'Omitted',
};

export const moveTitles: Readonly<Record<MoveName, string>> = {
  panLeft: 'Pan left',
  panRight: 'Pan right',
  tiltUp: 'Tilt up',
  tiltDown: 'Tilt down',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  dollyIn: 'Dolly in',
  dollyOut: 'Dolly out',
  truckLeft: 'Truck left',
  truckRight: 'Truck right',
  rollLeft: 'Roll left',
  rollRight: 'Roll right',
  handheld: 'Handheld',
};

export const transitionTitles: Readonly<Record<(typeof transitionTypes)[number], string>> = {
  dissolve: 'Dissolve',
  fadeIn: 'Fade in',
  dipToBlack: 'Dip to black',
  dipToWhite: 'Dip to white',
  wipe: 'Wipe',
  iris: 'Iris',
  whip: 'Whip',
  match: 'Match cut',
  smash: 'Smash cut',
  jump: 'Jump cut',
};

/** The label colours offered, with their names. */
export const labelColours: readonly (readonly [name: string, colour: string])[] = [
  ['Amber', '#e8a54b'],
  ['Red', '#e5594f'],
  ['Green', '#6fb08a'],
  ['Blue', '#6f9fd0'],
  ['Violet', '#8f7fd0'],
];

/** A way of writing that does not tell small differences: "Close-Up" is "close up". */
const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

/** The value that a text names, by its key, its title or another usual way to write it; undefined = none does. */
function named<Key extends string>(
  text: string,
  titles: Readonly<Record<Key, string>>,
  aliases: Readonly<Record<string, Key>> = {},
): Key | undefined {
  const wanted = plain(text);
  for (const [alias, key] of Object.entries(aliases)) if (plain(alias) === wanted) return key as Key;
  const keys = Object.keys(titles) as Key[];
  return keys.find((key) => plain(key) === wanted || plain(titles[key]) === wanted);
}

const angleTitles = Object.fromEntries(shotAngles.map((angle) => [angle, angle])) as Record<
  (typeof shotAngles)[number],
  string
>;

export const sizeNamed = (text: string): Shot['size'] | undefined => named(text, sizeNames, sizeAliases);
export const angleNamed = (text: string): Shot['angle'] | undefined => named(text, angleTitles, angleAliases);
export const statusNamed = (text: string): Shot['status'] | undefined => named(text, statusTitles);
export const moveNamed = (text: string): MoveName | undefined => named(text, moveTitles);
export const transitionNamed = (text: string): (typeof transitionTypes)[number] | undefined =>
  named(text, transitionTitles);

/** The colour that a name or a hexadecimal text means. */
export function colourNamed(text: string): string | undefined {
  const wanted = plain(text);
  const known = labelColours.find(([name]) => plain(name) === wanted)?.[1];
  if (known) return known;
  const hex = /^#?([0-9a-f]{6})$/.exec(wanted)?.[1];
  return hex === undefined ? undefined : `#${hex}`;
}

export function colourName(colour: string): string {
  return labelColours.find(([, known]) => known === colour)?.[0] ?? colour;
}
