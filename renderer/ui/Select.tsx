import { Select as BaseSelect } from '@base-ui/react/select';
import { cx } from './cx';
import { Check, ChevronDown } from './icons';
import menuStyles from './Menu.module.css';
import styles from './Select.module.css';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Beside it in the list: what a short label stands for. */
  readonly detail?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}

export interface SelectProps<Value extends string> {
  /** Accessible name; the visible label is the row's (FieldRow). */
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  /** Shown for null. */
  readonly placeholder?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly className?: string | undefined;
}

export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  placeholder = '—',
  isDisabled = false,
  className,
}: SelectProps<Value>) {
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      disabled={isDisabled}
      modal={false}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      <BaseSelect.Trigger className={cx(styles.trigger, className)} aria-label={label}>
        <BaseSelect.Value className={styles.value} placeholder={placeholder} />
        <ChevronDown aria-hidden className={styles.chevron} />
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner className={menuStyles.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <BaseSelect.Popup className={cx(menuStyles.popup, styles.popup)}>
            {options.map((option) => (
              <BaseSelect.Item
                key={option.value}
                value={option.value}
                disabled={option.isDisabled}
                className={menuStyles.item}
              >
                <span className={menuStyles.mark}>
                  <BaseSelect.ItemIndicator>
                    <Check aria-hidden />
                  </BaseSelect.ItemIndicator>
                </span>
                <BaseSelect.ItemText
                  className={option.detail === undefined ? menuStyles.label : menuStyles.shortLabel}
                >
                  {option.label}
                </BaseSelect.ItemText>
                {option.detail !== undefined && <span className={menuStyles.detail}>{option.detail}</span>}
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
