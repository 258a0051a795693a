import type { Project } from '@shared/document/records';
import { changeRate, type RateChange, type RateKeep } from '@shared/edits/changeRate';
import { frames, framesToSeconds } from '@shared/time/frames';
import {
  formatRate,
  isSameRate,
  namedRates,
  nominalFramesPerSecond,
  parseRate,
  type Rate,
} from '@shared/time/rate';
import { rescaleStart } from '@shared/time/rescale';
import { formatTimecode, isDropFrameRate, parseTimecode } from '@shared/time/timecode';
import { useMemo, useState } from 'react';
import { useDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import { Switch } from '../ui/Checkbox';
import { FieldRow } from '../ui/FieldRow';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { editProject } from './FilmPage';
import styles from './Project.module.css';

const keeps = [
  { value: 'seconds', label: 'Keep seconds' },
  { value: 'frames', label: 'Keep frames' },
] as const satisfies readonly { value: RateKeep; label: string }[];

/** Rate, and what the timecode begins with. */
export function TimePage({ project }: { readonly project: Project }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const name = chosen ?? rateValue(project.rate);
  const rate = useMemo(() => parseRate(name), [name]);
  const isSame = isSameRate(rate, project.rate);
  // 23.976 and 24 count the same frames: what was meant is the speed, not the count.
  const usual: RateKeep =
    nominalFramesPerSecond(rate) === nominalFramesPerSecond(project.rate) ? 'frames' : 'seconds';
  const [keep, setKeep] = useState<RateKeep | null>(null);
  const present = keep ?? usual;
  return (
    <div className={styles.page}>
      <FieldRow label="Rate" className={styles.row}>
        <Select
          label="Frames per second"
          className={styles.medium}
          value={name}
          options={rateOptions(project.rate)}
          onChange={(next) => {
            setChosen(next);
            setKeep(null);
          }}
        />
        {!isSame && (
          <SegmentedControl label="What stays" value={present} segments={keeps} onChange={setKeep} />
        )}
      </FieldRow>
      {!isSame && <RateEffect project={project} rate={rate} keep={present} onDone={() => setChosen(null)} />}
      <StartFields project={project} />
    </div>
  );
}

/** A text that parseRate reads as the very same rate. */
function rateValue(rate: Rate): string {
  const named = namedRates.find((candidate) => isSameRate(candidate.rate, rate));
  return named?.name ?? (rate.den === 1 ? String(rate.num) : `${rate.num}/${rate.den}`);
}

function rateOptions(present: Rate) {
  const own = rateValue(present);
  const names = namedRates.map(({ name }) => name);
  return (names.includes(own) ? names : [own, ...names]).map((value) => ({
    value,
    label: `${formatRate(parseRate(value))} fps${value === own ? ' · now' : ''}`,
  }));
}

/** What the change does, before it is made. */
function RateEffect({
  project,
  rate,
  keep,
  onDone,
}: {
  readonly project: Project;
  readonly rate: Rate;
  readonly keep: RateKeep;
  readonly onDone: () => void;
}) {
  const shots = useDocument((document) => document.list('shot'));
  const document = useDocument((present) => present);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is one object; its shots say that it changed
  const effect = useMemo(() => changeRate(document, rate, keep), [document, shots, rate, keep]);
  const apply = async (): Promise<void> => {
    if (await runCommand('project.setRate', { rate: { ...rate }, keep }, { keepSelection: true })) onDone();
  };
  const { rate: before } = project;
  const startAfter = rescaleStart(project.startFrame, {
    from: before,
    to: rate,
    isDropFrame: project.isDropFrame,
  });
  const isDropAfter = project.isDropFrame && isDropFrameRate(rate);
  const rows: readonly (readonly [what: string, now: string, then: string])[] = [
    ['Rate', `${formatRate(before)} fps`, `${formatRate(rate)} fps`],
    ['Film', formatTimecode(effect.lengthBefore, before), formatTimecode(effect.lengthAfter, rate)],
    ['In frames', String(effect.lengthBefore), String(effect.lengthAfter)],
    [
      'In seconds',
      seconds(framesToSeconds(effect.lengthBefore, before)),
      seconds(framesToSeconds(effect.lengthAfter, rate)),
    ],
    [
      'Starts at',
      formatTimecode(project.startFrame, before, project.isDropFrame),
      formatTimecode(startAfter, rate, isDropAfter),
    ],
  ];
  return (
    <section className={styles.rateEffect} aria-label="What the change does">
      <table className={styles.table}>
        <thead>
          <tr>
            <th />
            <th>Now</th>
            <th>Then</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, now, then]) => (
            <tr key={what} data-changed={now !== then || undefined}>
              <th scope="row">{what}</th>
              <td>{now}</td>
              <td>{then}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>{effectWords(effect, keep)}</p>
      <div className={styles.apply}>
        <Button variant="accent" onClick={() => void apply()}>
          Change Rate
        </Button>
        <Button variant="plain" onClick={onDone}>
          Keep {formatRate(before)}
        </Button>
      </div>
    </section>
  );
}

const seconds = (value: number): string => `${value.toFixed(3)} s`;

const nouns = {
  shot: ['shot', 'shots'],
  cameraKeyframe: ['camera keyframe', 'camera keyframes'],
  board: ['board', 'boards'],
  clip: ['sound', 'sounds'],
  dialogueLine: ['dialogue line', 'dialogue lines'],
  marker: ['marker', 'markers'],
} as const;

function effectWords({ rounded }: RateChange, keep: RateKeep): string {
  const parts = Object.entries(nouns).flatMap(([kind, [one, many]]) => {
    const count = rounded[kind as keyof typeof nouns];
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  const last = parts.pop();
  const list = parts.length > 0 ? `${parts.join(', ')} and ${last}` : (last ?? '');
  if (keep === 'frames') {
    const sounds = rounded.clip === 0 ? '' : ` ${list} of them on the nearest frame.`;
    return `Every shot keeps its frames, so the film runs at another speed. Sounds keep their seconds.${sounds}`;
  }
  return list === ''
    ? 'Everything falls on whole frames: nothing is rounded.'
    : `${list} fall between two frames of the new rate and go to the nearest one. The whole film is rounded once.`;
}

function StartFields({ project }: { readonly project: Project }) {
  const { rate, startFrame, isDropFrame } = project;
  const [problem, setProblem] = useState<string | null>(null);
  const canDrop = isDropFrameRate(rate);
  const text = formatTimecode(startFrame, rate, isDropFrame);
  const read = (typed: string): number => {
    const plain = typed.trim();
    const full = /^\d{1,2}$/.test(plain) ? `${plain.padStart(2, '0')}:00:00:00` : plain;
    return parseTimecode(isDropFrame ? full.replace(/:(\d+)$/, ';$1') : full, rate);
  };
  return (
    <>
      <FieldRow label="Starts at" className={styles.row}>
        <TextField
          label="Timecode of the first frame"
          className={styles.short}
          value={text}
          maxLength={14}
          onType={(typed) => {
            try {
              read(typed);
              setProblem(null);
            } catch (error) {
              setProblem(error instanceof Error ? error.message : String(error));
            }
          }}
          onLeave={() => setProblem(null)}
          onCommit={(typed) => {
            try {
              editProject({ startFrame: frames(read(typed)) });
            } catch {
              // Said while it was typed; the field shows the present one again.
            }
          }}
        />
        <span className={problem ? styles.problem : styles.hint} role={problem ? 'alert' : undefined}>
          {problem ?? 'Timecode of the first frame. 01:00:00:00 is usual.'}
        </span>
      </FieldRow>
      <FieldRow label="Drop-frame" className={styles.row}>
        <Switch
          label={canDrop ? 'Count drop-frame' : 'At 29.97 and 59.94 only'}
          isChecked={isDropFrame}
          isDisabled={!canDrop}
          onChange={(isDrop) =>
            editProject({
              isDropFrame: isDrop,
              // The start reads the same in the other way of counting.
              startFrame: sameReading(text, rate, isDrop) ?? startFrame,
            })
          }
        />
        {canDrop && (
          <span className={styles.hint}>Leaves out numbers, never frames, so that the hour is an hour.</span>
        )}
      </FieldRow>
    </>
  );
}

function sameReading(text: string, rate: Rate, isDrop: boolean) {
  try {
    return parseTimecode(text.replace(/[:;](\d+)$/, isDrop ? ';$1' : ':$1'), rate);
  } catch {
    // One of the numbers that drop-frame leaves out.
    return null;
  }
}
