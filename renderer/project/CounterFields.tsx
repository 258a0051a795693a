import { type Counter, counterStyles } from '@shared/document/records';
import { NumberField } from '../ui/NumberField';
import { Select } from '../ui/Select';
import styles from './Project.module.css';

/** Styles with their case, as they are chosen. */
const looks = [
  { value: 'number', label: '1 2 3' },
  { value: 'slateLetters', label: 'A B, no I O' },
  { value: 'letters', label: 'A B C' },
  { value: 'slateLetters lower', label: 'a b, no i o' },
  { value: 'letters lower', label: 'a b c' },
] as const;

/** How one thing is counted: what with, from where, in which steps, with how many digits. */
export function CounterFields({
  label,
  counter,
  isDisabled,
  onChange,
}: {
  readonly label: string;
  readonly counter: Counter;
  readonly isDisabled: boolean;
  readonly onChange: (counter: Counter) => void;
}) {
  const isNumber = counter.style === 'number';
  const look = !isNumber && counter.isLowerCase ? `${counter.style} lower` : counter.style;
  const choose = (value: string): void => {
    const [style, lower] = value.split(' ');
    const known = counterStyles.find((each) => each === style);
    if (known) onChange({ ...counter, style: known, isLowerCase: lower !== undefined });
  };
  return (
    <div className={styles.counter}>
      <Select
        label={`${label}: counted in`}
        className={styles.counterStyle}
        value={look as string}
        isDisabled={isDisabled}
        options={looks.map(({ value, label: text }) => ({ value: value as string, label: text }))}
        onChange={choose}
      />
      <NumberField
        label={`${label}: first`}
        prefix="from"
        value={counter.start}
        min={0}
        max={99_999}
        decimals={0}
        isDisabled={isDisabled}
        onCommit={(start) => onChange({ ...counter, start })}
      />
      <NumberField
        label={`${label}: step`}
        prefix="by"
        value={counter.step}
        min={1}
        max={1_000}
        decimals={0}
        isDisabled={isDisabled}
        onCommit={(step) => onChange({ ...counter, step })}
      />
      <NumberField
        label={`${label}: digits`}
        prefix="digits"
        value={counter.padding}
        min={1}
        max={8}
        decimals={0}
        isDisabled={isDisabled || !isNumber}
        onCommit={(padding) => onChange({ ...counter, padding })}
      />
    </div>
  );
}
