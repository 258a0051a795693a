import { Slider as BaseSlider } from '@base-ui/react/slider';
import { cx } from './cx';
import styles from './Slider.module.css';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
  /** While dragging: show it, do not commit it. */
  readonly onChange: (value: number) => void;
  /** At the end of a drag or with a key press. */
  readonly onCommit?: ((value: number) => void) | undefined;
  /** What is read out: "80 %". */
  readonly format?: ((value: number) => string) | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly className?: string | undefined;
}

export function Slider({
  label,
  value,
  min,
  max,
  step,
  onChange,
  onCommit,
  format,
  isDisabled = false,
  className,
}: SliderProps) {
  return (
    <BaseSlider.Root
      className={cx(styles.root, className)}
      value={value}
      min={min}
      max={max}
      step={step ?? (max - min) / 100}
      disabled={isDisabled}
      thumbAlignment="edge"
      onValueChange={(next) => onChange(next)}
      onValueCommitted={(next) => onCommit?.(next)}
    >
      <BaseSlider.Control className={styles.control}>
        <BaseSlider.Track className={styles.track}>
          <BaseSlider.Indicator className={styles.indicator} />
          <BaseSlider.Thumb
            className={styles.thumb}
            aria-label={label}
            getAriaValueText={format ? (_text, current) => format(current) : undefined}
          />
        </BaseSlider.Track>
      </BaseSlider.Control>
    </BaseSlider.Root>
  );
}
