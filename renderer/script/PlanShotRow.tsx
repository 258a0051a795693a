import { type MoveName, moveNames, shotAngles, shotSizes } from '@shared/document/records';
import type { PlannedShot } from '@shared/planner/plannedShot';
import { useDocument } from '../state/documentStore';
import { Dot } from '../ui/Badge';
import { Checkbox } from '../ui/Checkbox';
import { cx } from '../ui/cx';
import { NumberField } from '../ui/NumberField';
import { Select } from '../ui/Select';
import styles from './Plan.module.css';
import type { PlanRow } from './usePlan';

export interface PlanShotRowProps {
  readonly number: number;
  readonly row: PlanRow;
  readonly onChange: (fields: Partial<PlannedShot>) => void;
  readonly onChoose: (isChosen: boolean) => void;
}

const none = { value: 'none', label: '—' } as const;
const sizes = [none, ...shotSizes.map((value) => ({ value, label: value }))];
const angles = [none, ...shotAngles.map((value) => ({ value, label: value }))];
/** "dollyIn" → "Dolly in". */
const moveTitle = (name: MoveName): string => {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
};
const moves = [
  { value: 'none', label: 'Static' },
  ...moveNames.map((value) => ({ value, label: moveTitle(value) })),
];

/** One proposed shot: what it shows, how, how long, and who is in it. */
export function PlanShotRow({ number, row, onChange, onChoose }: PlanShotRowProps) {
  const { shot, isChosen } = row;
  const setMove = (value: string): void =>
    onChange({
      move:
        value === 'none'
          ? null
          : { ...(shot.move ?? { strength: 0.4, easing: 'easeInOut' }), name: value as MoveName },
    });
  return (
    <article className={cx(styles.shot, !isChosen && styles.left)}>
      <Checkbox label="" ariaLabel={`Take shot ${number}`} isChecked={isChosen} onChange={onChoose} />
      <span className={styles.number}>{number}</span>
      <div className={styles.content}>
        <p className={styles.action}>{shot.action}</p>
        {shot.lines.map((line, index) => (
          // The lines of a shot have no ids before they are made.
          // biome-ignore lint/suspicious/noArrayIndexKey: their order is what they are
          <p key={index} className={styles.line} lang={line.language}>
            <Speaker speakerId={line.speakerId} />
            {line.deliveryNote !== '' && <em>{line.deliveryNote}</em>}
            <span>“{line.text}”</span>
          </p>
        ))}
        <div className={styles.facts}>
          <Who ids={shot.elementIds} />
        </div>
      </div>
      <div className={styles.fields}>
        <Select
          label={`Size of shot ${number}`}
          value={shot.size ?? 'none'}
          options={sizes}
          onChange={(value) => onChange({ size: value === 'none' ? null : value })}
          className={styles.sizeField}
        />
        <Select
          label={`Angle of shot ${number}`}
          value={shot.angle ?? 'none'}
          options={angles}
          onChange={(value) => onChange({ angle: value === 'none' ? null : value })}
          className={styles.angleField}
        />
        <Select
          label={`Move of shot ${number}`}
          value={shot.move?.name ?? 'none'}
          options={moves}
          onChange={setMove}
          className={styles.moveField}
        />
        <NumberField
          label={`Seconds of shot ${number}`}
          value={shot.seconds}
          min={0.5}
          max={120}
          step={0.5}
          unit="s"
          onCommit={(seconds) => onChange({ seconds })}
          className={styles.secondsField}
        />
      </div>
    </article>
  );
}

function Speaker({ speakerId }: { readonly speakerId: string | null }) {
  const name = useDocument((document) =>
    speakerId ? document.get('element', speakerId as never)?.name : undefined,
  );
  return <strong>{name ?? 'Nobody known'}</strong>;
}

function Who({ ids }: { readonly ids: PlannedShot['elementIds'] }) {
  const elements = useDocument((document) => document.list('element'));
  const shown = ids.flatMap((id) => elements.find((element) => element.id === id) ?? []);
  return shown.map((element) => (
    <span key={element.id} className={styles.who}>
      <Dot color={`var(--color-${element.type})`} />
      {element.name}
    </span>
  ));
}
