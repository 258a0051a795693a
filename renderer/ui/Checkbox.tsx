import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { useId } from 'react';
import styles from './Checkbox.module.css';
import { Check } from './icons';

export interface CheckboxProps {
  readonly label: string;
  /** Accessible name where the label is empty. */
  readonly ariaLabel?: string | undefined;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean | undefined;
}

/** One of several that may be on. */
export function Checkbox({ label, ariaLabel, isChecked, onChange, isDisabled = false }: CheckboxProps) {
  const id = useId();
  return (
    <label htmlFor={id} className={styles.row} data-disabled={isDisabled || undefined}>
      <BaseCheckbox.Root
        id={id}
        nativeButton
        render={<button type="button" />}
        className={styles.box}
        aria-label={ariaLabel}
        checked={isChecked}
        disabled={isDisabled}
        onCheckedChange={(next) => onChange(next)}
      >
        <BaseCheckbox.Indicator className={styles.tick}>
          <Check aria-hidden />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      {label}
    </label>
  );
}

/** Something that is on or off now. */
export function Switch({ label, ariaLabel, isChecked, onChange, isDisabled = false }: CheckboxProps) {
  const id = useId();
  return (
    <label htmlFor={id} className={styles.row} data-disabled={isDisabled || undefined}>
      <BaseSwitch.Root
        id={id}
        nativeButton
        render={<button type="button" />}
        className={styles.switch}
        aria-label={ariaLabel}
        checked={isChecked}
        disabled={isDisabled}
        onCheckedChange={(next) => onChange(next)}
      >
        <BaseSwitch.Thumb className={styles.thumb} />
      </BaseSwitch.Root>
      {label}
    </label>
  );
}
