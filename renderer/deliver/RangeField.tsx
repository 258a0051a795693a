import { useSequence } from '../state/documentStore';
import { useSelected } from '../state/sessionStore';
import { FieldRow } from '../ui/FieldRow';
import { Select } from '../ui/Select';
import { type DeliveredRange, rangeOptions } from './rangeChoice';

export interface RangeFieldProps {
  readonly range: DeliveredRange;
  readonly onChange: (range: DeliveredRange) => void;
}

/** Which shots go out. */
export function RangeField({ range, onChange }: RangeFieldProps) {
  const options = rangeOptions(useSequence(), useSelected('shot'));
  return (
    <FieldRow label="Shots">
      <Select label="Shots" value={range} options={options} onChange={onChange} />
    </FieldRow>
  );
}
