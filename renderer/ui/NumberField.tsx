import { ScrubField } from './ScrubField';
import { formatNumber, parseTypedNumber } from './typedNumber';

export interface NumberFieldProps {
  readonly label: string;
  /** null = several different values, or none. */
  readonly value: number | null;
  readonly onCommit: (value: number) => void;
  readonly onPreview?: ((value: number | null) => void) | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  readonly decimals?: number | undefined;
  readonly prefix?: string | undefined;
  readonly unit?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly className?: string | undefined;
}

export function NumberField({
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
  decimals = 2,
  step = 10 ** -decimals,
  unit,
  ...rest
}: NumberFieldProps) {
  const scale = 10 ** decimals;
  return (
    <ScrubField
      {...rest}
      min={min}
      max={max}
      step={step}
      unit={unit}
      format={(value) => formatNumber(value, decimals)}
      parse={(text, current) => parseTypedNumber(text, current, { unit, canBeNegative: min < 0 })}
      round={(value) => Math.round(value * scale) / scale}
    />
  );
}
