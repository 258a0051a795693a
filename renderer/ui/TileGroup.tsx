import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './TileGroup.module.css';

export interface Tile<Value extends string> {
  readonly value: Value;
  /** Accessible name, and the text under the picture. */
  readonly label: string;
  /** Second line, dim. */
  readonly detail?: string | undefined;
  /** An icon or a small drawing. */
  readonly picture: ReactNode;
  readonly isDisabled?: boolean | undefined;
}

export interface TileGroupProps<Value extends string> {
  readonly label: string;
  readonly value: Value | null;
  readonly tiles: readonly Tile<Value>[];
  readonly columns: number;
  readonly onChange: (value: Value) => void;
  readonly className?: string | undefined;
}

/** One of several, each with a picture; arrow keys go from tile to tile. */
export function TileGroup<Value extends string>({
  label,
  value,
  tiles,
  columns,
  onChange,
  className,
}: TileGroupProps<Value>) {
  return (
    <RadioGroup
      aria-label={label}
      className={cx(styles.group, className)}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      {tiles.map((tile) => (
        <Radio.Root
          key={tile.value}
          value={tile.value}
          className={styles.tile}
          aria-label={tile.detail === undefined ? tile.label : `${tile.label}, ${tile.detail}`}
          disabled={tile.isDisabled}
          nativeButton
          render={<button type="button" />}
        >
          <span className={styles.picture} aria-hidden>
            {tile.picture}
          </span>
          <span className={styles.label}>{tile.label}</span>
          {tile.detail !== undefined && <span className={styles.detail}>{tile.detail}</span>}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
