import { defaultFocalMm } from '../document/factories';
import type { CustomFieldId } from '../document/ids';
import {
  type CustomField,
  moveNames,
  shotAngles,
  shotSizes,
  shotStatuses,
  transitionTypes,
} from '../document/records';
import type { ShotCells } from '../edits/shotCells';
import type { SceneGroup } from '../shots/acts';
import { dialogueText } from '../shots/dialogueText';
import {
  colourName,
  labelColours,
  moveTitles,
  sizeNames,
  statusTitles,
  transitionTitles,
} from '../shots/words';
import { frames } from '../time/frames';
import { formatSecondsAndFrames, formatTimecode } from '../time/timecode';
import type { ReadCell } from './readCell';
import * as read from './readCell';
import { headingParts } from './sceneHeading';
import type { TableContext, TableShot } from './tableContext';

/** How a cell is shown and edited. */
export type CellType =
  | 'picture'
  | 'label'
  | 'line'
  | 'text'
  | 'choice'
  | 'length'
  | 'number'
  | 'check'
  | 'colour';

export interface Choice {
  readonly value: string;
  /** Said beside it: "Close-up" for CU. */
  readonly detail?: string;
  readonly colour?: string;
}

/** A column of the shot list: how its cells read, sort, and take what is typed or pasted. */
export interface Column {
  /** Of a custom field: `custom` and its id. */
  readonly id: string;
  readonly title: string;
  readonly type: CellType;
  /** px */
  readonly width: number;
  readonly isShownFirst: boolean;
  /** Other headings it is known by in spreadsheets, in small letters. */
  readonly headings: readonly string[];
  /** What can be chosen; typing the beginning of one is enough. */
  choices?(context: TableContext): readonly Choice[];
  /** As shown, copied and searched. */
  text(row: TableShot, context: TableContext): string;
  /** What it is sorted by; null = empty, last. */
  sortValue(row: TableShot, context: TableContext): string | number | null;
  /** Absent = cannot be edited. */
  readonly read?: (text: string, row: TableShot | null, context: TableContext) => ReadCell;
}

type Fields = Pick<Column, 'id' | 'title' | 'type' | 'width' | 'text'> & Partial<Column>;

function column(fields: Fields): Column {
  return {
    isShownFirst: true,
    headings: [],
    sortValue: (row, context) => fields.text(row, context) || null,
    ...fields,
  };
}

const textColumn = (
  field: 'action' | 'notes' | 'prompt' | 'negativePrompt',
  title: string,
  width: number,
  more: Partial<Column> = {},
): Column =>
  column({
    id: field,
    title,
    type: 'text',
    width,
    text: ({ shot }) => shot[field],
    read: (text) => ({ cells: { [field]: text.slice(0, 20_000) } as ShotCells }),
    ...more,
  });

/** Of the shot's scene, where it is set; sorted as the film has them. */
function groupColumn(group: SceneGroup, title: string, headings: readonly string[]): Column {
  return column({
    id: group,
    title,
    type: 'line',
    width: 96,
    isShownFirst: false,
    headings,
    text: ({ scene }) => scene[group],
    sortValue: ({ scene }, { sequence }) =>
      scene[group] === '' ? null : sequence.scenes.findIndex((each) => each.scene[group] === scene[group]),
  });
}

const place = (values: readonly string[], value: string | null): number | null =>
  value === null ? null : values.indexOf(value);

/** The columns there are besides those of custom fields (field.md §3.6). */
export const builtInColumns: readonly Column[] = [
  column({
    id: 'number',
    title: 'Shot',
    type: 'label',
    width: 84,
    headings: [
      'number',
      'shot number',
      'shot no',
      'shot no.',
      'no',
      'no.',
      'cut',
      'setup',
      'カット',
      'カット番号',
    ],
    text: ({ label }) => label,
    sortValue: ({ label }) => label,
    read: read.readNumber,
  }),
  column({
    id: 'picture',
    title: 'Picture',
    type: 'picture',
    width: 88,
    text: () => '',
    sortValue: () => null,
  }),
  column({
    id: 'scene',
    title: 'Scene',
    type: 'choice',
    width: 150,
    isShownFirst: false,
    headings: ['scene no', 'scene number', 'scene heading', 'シーン'],
    choices: ({ sequence }) =>
      sequence.scenes.map(({ label, scene }) => ({ value: label, detail: scene.heading })),
    text: ({ scene }, { sequence }) =>
      [sequence.sceneLabels.get(scene.id) ?? '', scene.heading].filter(Boolean).join(' '),
    sortValue: ({ scene }, { sequence }) => sequence.scenes.findIndex((each) => each.scene.id === scene.id),
    read: read.readScene,
  }),
  groupColumn('act', 'Act', ['act no', 'act number', '幕']),
  groupColumn('sequence', 'Sequence', ['seq', 'seq.', 'シークエンス']),
  column({
    id: 'size',
    title: 'Size',
    type: 'choice',
    width: 64,
    headings: ['shot size', 'framing', 'shot type', 'サイズ'],
    choices: () => shotSizes.map((value) => ({ value, detail: sizeNames[value] })),
    text: ({ shot }) => shot.size ?? '',
    sortValue: ({ shot }) => place(shotSizes, shot.size),
    read: read.readSize,
  }),
  column({
    id: 'angle',
    title: 'Angle',
    type: 'choice',
    width: 86,
    headings: ['camera angle', 'アングル'],
    choices: () => shotAngles.map((value) => ({ value })),
    text: ({ shot }) => shot.angle ?? '',
    sortValue: ({ shot }) => place(shotAngles, shot.angle),
    read: read.readAngle,
  }),
  column({
    id: 'move',
    title: 'Move',
    type: 'choice',
    width: 96,
    headings: ['movement', 'camera move', 'camera movement', 'camera', 'カメラワーク'],
    choices: () => ['Static', ...moveNames.map((name) => moveTitles[name])].map((value) => ({ value })),
    text: ({ shot }, { document }) => moveText(shot, document.childrenOf('cameraKeyframe', shot.id).length),
    sortValue: ({ shot }) => (shot.move ? moveNames.indexOf(shot.move.name) : null),
    read: read.readMove,
  }),
  column({
    id: 'lens',
    title: 'Lens',
    type: 'number',
    width: 72,
    headings: ['lens mm', 'focal length', 'レンズ'],
    text: ({ shot }) => (shot.lensMm === null ? '' : `${shot.lensMm} mm`),
    sortValue: ({ shot }) => shot.lensMm ?? defaultFocalMm,
    read: read.readLens,
  }),
  textColumn('action', 'Action', 240, {
    headings: ['description', 'shot description', 'what happens', '内容', 'アクション'],
  }),
  column({
    id: 'dialogue',
    title: 'Dialogue',
    type: 'text',
    width: 200,
    headings: ['lines', 'セリフ', '台詞'],
    text: ({ shot }, { document }) => dialogueText(document, shot.id),
    read: (text) => ({ cells: { dialogue: text.slice(0, 20_000) } }),
  }),
  column({
    id: 'cast',
    title: 'Cast',
    type: 'line',
    width: 120,
    headings: ['characters', 'キャスト'],
    text: ({ shot }, { pinned }) =>
      pinned(shot.id, 'character')
        .map(({ name }) => name)
        .join(', '),
  }),
  column({
    id: 'props',
    title: 'Objects',
    type: 'line',
    width: 120,
    isShownFirst: false,
    headings: ['props'],
    text: ({ shot }, { pinned }) =>
      pinned(shot.id, 'object')
        .map(({ name }) => name)
        .join(', '),
  }),
  column({
    id: 'length',
    title: 'Length',
    type: 'length',
    width: 70,
    headings: ['duration', 'est. time', 'time', '秒数', '尺'],
    text: ({ shot }, { project }) => formatSecondsAndFrames(shot.lengthFrames, project.rate),
    sortValue: ({ shot }) => shot.lengthFrames,
    read: read.readLength,
  }),
  column({
    id: 'start',
    title: 'Starts at',
    type: 'label',
    width: 96,
    isShownFirst: false,
    headings: ['timecode', 'in', 'start'],
    text: ({ startFrame, isOmitted }, { project: { rate, startFrame: first, isDropFrame } }) =>
      isOmitted ? '' : formatTimecode(frames(first + startFrame), rate, isDropFrame),
    sortValue: ({ startFrame }) => startFrame,
  }),
  column({
    id: 'status',
    title: 'Status',
    type: 'choice',
    width: 96,
    choices: () => shotStatuses.map((status) => ({ value: statusTitles[status] })),
    text: ({ shot }) => statusTitles[shot.status],
    sortValue: ({ shot }) => shotStatuses.indexOf(shot.status),
    read: read.readStatus,
  }),
  column({
    id: 'colour',
    title: 'Colour',
    type: 'colour',
    width: 72,
    isShownFirst: false,
    headings: ['color', 'label'],
    choices: () => labelColours.map(([value, colour]) => ({ value, colour })),
    text: ({ shot }) => (shot.colour === null ? '' : colourName(shot.colour)),
    read: read.readColour,
  }),
  textColumn('notes', 'Notes', 180, { headings: ['comment', 'comments', 'remarks', '備考', 'メモ'] }),
  column({
    id: 'transition',
    title: 'Transition',
    type: 'choice',
    width: 110,
    isShownFirst: false,
    headings: ['transition in'],
    choices: () =>
      ['Cut', ...transitionTypes.map((type) => transitionTitles[type])].map((value) => ({ value })),
    text: ({ shot }, { project }) => {
      if (!shot.transitionIn) return '';
      const { type, lengthFrames } = shot.transitionIn;
      const length = lengthFrames > 0 ? ` ${formatSecondsAndFrames(lengthFrames, project.rate)}` : '';
      return `${transitionTitles[type]}${length}`;
    },
    read: read.readTransition,
  }),
  textColumn('prompt', 'Prompt', 200, { isShownFirst: false }),
  textColumn('negativePrompt', 'Not in the picture', 160, {
    isShownFirst: false,
    headings: ['negative prompt'],
  }),
  column({
    id: 'inside',
    title: 'INT/EXT',
    type: 'line',
    width: 72,
    isShownFirst: false,
    headings: ['int./ext.', 'i/e'],
    text: ({ scene }) => headingParts(scene.heading).inside,
  }),
  column({
    id: 'location',
    title: 'Location',
    type: 'line',
    width: 130,
    isShownFirst: false,
    headings: ['set', '場所'],
    text: ({ scene }) => headingParts(scene.heading).place,
  }),
  column({
    id: 'timeOfDay',
    title: 'Time of day',
    type: 'line',
    width: 92,
    isShownFirst: false,
    headings: ['day/night', 'time of day'],
    text: ({ scene }) => headingParts(scene.heading).time,
  }),
  column({
    id: 'boards',
    title: 'Boards',
    type: 'number',
    width: 64,
    isShownFirst: false,
    headings: ['panels'],
    text: ({ shot }, { document }) => String(Math.max(1, document.childrenOf('board', shot.id).length)),
    sortValue: ({ shot }, { document }) => document.childrenOf('board', shot.id).length,
  }),
  column({
    id: 'takes',
    title: 'Takes',
    type: 'number',
    width: 60,
    isShownFirst: false,
    text: ({ shot }, { document }) => {
      const count = document.childrenOf('take', shot.id).length;
      return count === 0 ? '' : String(count);
    },
    sortValue: ({ shot }, { document }) => document.childrenOf('take', shot.id).length,
  }),
];

/** What the camera does: the move by its name, or how else it is moved; empty = it stands still. */
export function moveText(shot: TableShot['shot'], keyframeCount: number): string {
  if (shot.move) return moveTitles[shot.move.name];
  return keyframeCount > 0 ? 'By hand' : shot.handheld ? 'Handheld' : '';
}

export const customColumnId = (id: CustomFieldId): string => `custom ${id}`;

const customTypes: Readonly<Record<CustomField['type'], CellType>> = {
  text: 'text',
  number: 'number',
  checkbox: 'check',
  choice: 'choice',
};

function customColumn(field: CustomField): Column {
  const value = ({ shot }: TableShot) => shot.customFields[field.id];
  return column({
    id: customColumnId(field.id),
    title: field.name,
    type: customTypes[field.type],
    width: field.type === 'text' ? 140 : 90,
    ...(field.type === 'choice' && { choices: () => field.choices.map((choice) => ({ value: choice })) }),
    text: (row) => {
      const present = value(row);
      if (present === undefined) return '';
      return typeof present === 'boolean' ? (present ? 'Yes' : 'No') : String(present);
    },
    sortValue: (row) => {
      const present = value(row);
      return present === undefined ? null : typeof present === 'boolean' ? Number(present) : present;
    },
    read: (text) => read.readCustom(field, text),
  });
}

/** All columns of a film, those of custom fields last. */
export function allColumns(fields: readonly CustomField[]): readonly Column[] {
  return [...builtInColumns, ...fields.map(customColumn)];
}
