import type { Take } from '@shared/document/records';
import { type StaleReason, staleReasons } from '@shared/generation/inputsHash';
import type { Preset } from '@shared/generation/job';
import { modelWords } from '@shared/generation/makerWords';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { useState } from 'react';
import { call } from '../state/bridge';
import { useChildren, useDocument } from '../state/documentStore';
import { useShotJob } from '../state/jobStore';
import { useMediaUrl } from '../state/mediaUrl';
import { raiseError } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { useCurrentShot } from '../state/useCurrentShot';
import { showVoiceDialog } from '../state/voiceDialogs';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { ContextMenu } from '../ui/ContextMenu';
import { cx } from '../ui/cx';
import { EmptyState } from '../ui/EmptyState';
import { Film, Layers, Sparkles } from '../ui/icons';
import { Section } from '../ui/Panel';
import { ProgressBar } from '../ui/ProgressBar';
import { ScrollArea } from '../ui/ScrollArea';
import { SegmentedControl } from '../ui/SegmentedControl';
import styles from './Inspector.module.css';

const presets = [
  { value: 'draft', label: 'Draft' },
  { value: 'full', label: 'Full' },
] as const satisfies readonly { value: Preset; label: string }[];

/** The takes of the shot under the playhead: which one it shows, and making another. */
export function TakesPanel() {
  const current = useCurrentShot();
  const takes = useChildren('take', current?.shot.id);
  const job = useShotJob((current?.shot.id ?? '') as Take['shotId']);
  const [preset, setPreset] = useState<Preset>('full');
  if (!current) return <EmptyState icon={Film} message="Choose a shot to see its takes." />;
  const { shot, label } = current;
  const generate = (): void =>
    void call('jobs.submitClips', { shotIds: [shot.id], provider: 'local', preset }).catch(raiseError);
  return (
    <ScrollArea>
      <Section title={`Takes of ${label}`} detail={takes.length}>
        <div className={styles.generate}>
          <SegmentedControl label="Preset" value={preset} segments={presets} onChange={setPreset} />
          <Button variant="accent" icon={Sparkles} onClick={generate} disabled={job !== undefined}>
            Generate
          </Button>
        </div>
        {job && (
          <ProgressBar label={`Generating ${label}`} value={job.state === 'queued' ? null : job.progress} />
        )}
      </Section>
      <div className={styles.takes}>
        <button
          type="button"
          className={cx(styles.take, shot.activeTakeId === null && styles.activeTake)}
          onClick={() =>
            void runCommand('take.setActive', { shotId: shot.id, takeId: null }, { keepSelection: true })
          }
        >
          <span className={styles.takePicture}>
            <Layers aria-hidden />
          </span>
          <span className={styles.takeText}>
            <span>Layers and camera</span>
            <span className={styles.fact}>The board itself, played live</span>
          </span>
        </button>
        {[...takes].reverse().map((take, index) => (
          <TakeTile
            key={take.id}
            take={take}
            number={takes.length - index}
            isActive={take.id === shot.activeTakeId}
          />
        ))}
      </div>
    </ScrollArea>
  );
}

function TakeTile({
  take,
  number,
  isActive,
}: {
  readonly take: Take;
  readonly number: number;
  readonly isActive: boolean;
}) {
  const url = useMediaUrl(take.mediaId, 'original');
  const rate = useDocument((document) => document.project().rate);
  const reasons = useDocument((document) =>
    staleReasons(document, take)
      .map((reason) => staleWords[reason])
      .join(', '),
  );
  const setActive = (): void =>
    void runCommand('take.setActive', { shotId: take.shotId, takeId: take.id }, { keepSelection: true });
  return (
    <ContextMenu
      entries={() => [
        { id: 'use', label: 'Use This Take', isChecked: isActive, run: setActive },
        {
          id: 'lips',
          label: 'Lip-sync to Dialogue…',
          run: () => showVoiceDialog({ kind: 'lipSync', takeId: take.id }),
        },
        { id: 'line', separator: true },
        {
          id: 'delete',
          label: 'Delete Take',
          isDanger: true,
          run: () => void runCommand('take.delete', { takeIds: [take.id] }, { keepSelection: true }),
        },
      ]}
    >
      <button
        type="button"
        className={cx(styles.take, isActive && styles.activeTake)}
        aria-pressed={isActive}
        onClick={setActive}
      >
        <span className={styles.takePicture}>
          <video
            src={url}
            muted
            loop
            playsInline
            preload="metadata"
            onPointerEnter={(event) => void event.currentTarget.play().catch(() => undefined)}
            onPointerLeave={(event) => {
              event.currentTarget.pause();
              event.currentTarget.currentTime = 0;
            }}
          />
        </span>
        <span className={styles.takeText}>
          <span>
            Take {number} · {take.provider === 'local' ? 'local' : modelWords(take.model)} {take.preset}
          </span>
          <span className={styles.fact}>
            {formatSecondsAndFrames(take.lengthFrames, rate)}
            {take.cost ? ` · ${take.cost.amount} ${take.cost.unit}` : ''} ·{' '}
            {new Date(take.createdAtMs).toLocaleString()}
          </span>
        </span>
        {reasons !== '' && (
          <span title={`Changed since: ${reasons}`}>
            <Badge tone="accent">stale</Badge>
          </span>
        )}
      </button>
    </ContextMenu>
  );
}

/** What changed since a take was made. */
const staleWords: Readonly<Record<StaleReason, string>> = {
  frame: 'the frame of the film',
  layers: 'the layers',
  camera: 'the camera',
  words: 'what is said of the shot',
  elements: 'its elements',
  look: 'the look of the film',
  span: 'the shot is longer now',
  inputs: 'something in the shot',
  gone: 'its shot is gone',
};
