import { shotAngles, shotSizes } from '@shared/document/records';
import { sizeNames } from '@shared/shots/words';
import type { SelectOption } from '../ui/Select';

/** In a select, which knows no null. */
export const noChoice = 'none';
const nothing: SelectOption<string> = { value: noChoice, label: '—' };

/** Sizes by their letters, with what these stand for. */
export const sizeOptions: readonly SelectOption<string>[] = [
  nothing,
  ...shotSizes.map((value) => ({ value, label: value, detail: sizeNames[value] })),
];

export const angleOptions: readonly SelectOption<string>[] = [
  nothing,
  ...shotAngles.map((value) => ({ value, label: value })),
];
