import { presetBitsPerSecond } from '@shared/generation/localPreset';
import { lengthOfShots, pickShots } from '@shared/shots/sequence';
import { durationText } from '@shared/time/durationText';
import { framesToSeconds } from '@shared/time/frames';
import { formatRate } from '@shared/time/rate';
import { useEffect, useMemo, useState } from 'react';
import { actionStore, registerActions, runAction } from '../state/actions';
import { currentDocument, isWritable, useDocument, useSequence } from '../state/documentStore';
import { useSelected } from '../state/sessionStore';
import { Button } from '../ui/Button';
import {
  Captions,
  FileSpreadsheet,
  FileText,
  Film,
  FolderSearch,
  Globe,
  Images,
  Scissors,
  ScissorsLineDashed,
  TriangleAlert,
} from '../ui/icons';
import { Popover } from '../ui/Popover';
import { SegmentedControl } from '../ui/SegmentedControl';
import styles from './Deliver.module.css';
import { deliverActions, deliverStore, exportFilm, followFilms, useDeliver } from './deliverActions';
import { useMissingMedia } from './useMissingMedia';

type Range = 'all' | 'selected';
const soundBitsPerSecond = 192_000;
/** Missing media named; a film may have hundreds. */
const namesShown = 5;
/** What is handed over besides the film. */
const others = [
  ['sheets.export', 'Storyboard PDF…', FileText],
  ['sheets.exportWebPage', 'Storyboard Web Page…', Globe],
  ['pictures.export', 'Board Pictures…', Images],
  ['cut.export', 'Editing Timeline…', Scissors],
  ['lists.exportShotList', 'Shot List…', FileSpreadsheet],
  ['lists.exportSubtitles', 'Subtitles…', Captions],
  ['cut.read', 'Read a Cut Back…', ScissorsLineDashed],
] as const;
const setOpen = (isOpen: boolean): void => deliverStore.setState({ isOpen });

/** The way out of the project: the film as a file. */
export function DeliverButton() {
  useEffect(() => registerActions(deliverActions), []);
  useEffect(followFilms, []);
  const isOpen = useDeliver();
  const canDeliver = useDocument(isWritable);
  return (
    <Popover
      label="Deliver the film"
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="accent" icon={Film} disabled={!canDeliver}>
          Deliver
        </Button>
      }
    >
      {canDeliver && <DeliverForm />}
    </Popover>
  );
}

function DeliverForm() {
  const selected = useSelected('shot');
  const { shots } = useSequence();
  const project = useDocument((document) => document.project());
  const hasSound = useDocument((document) => document.list('clip').length > 0);
  const [range, setRange] = useState<Range>('all');
  const ofRange = useMemo(
    () => pickShots(shots, range === 'all' ? null : selected),
    [shots, range, selected],
  );
  const frameCount = lengthOfShots(ofRange);
  const seconds = framesToSeconds(frameCount, project.rate);
  const { width, height } = project.frameSize;
  const bits = presetBitsPerSecond(project, project.frameSize) + soundBitsPerSecond;
  const missing = useMissingMedia(ofRange);

  const start = async (): Promise<void> => {
    const shotIds = range === 'all' ? null : ofRange.map(({ shot }) => shot.id);
    if (await exportFilm(shotIds)) setOpen(false);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <h2 className={styles.heading}>Deliver the film</h2>
      <SegmentedControl
        label="Range"
        className={styles.range}
        value={range}
        onChange={setRange}
        segments={[
          { value: 'all', label: 'Whole film' },
          { value: 'selected', label: `Selected shots ${selected.length}` },
        ]}
      />
      <dl className={styles.facts}>
        <dt>Picture</dt>
        <dd>
          H.264, {width} × {height}, {formatRate(project.rate)} fps
        </dd>
        <dt>Sound</dt>
        <dd>{hasSound ? 'AAC stereo, 48 kHz' : 'AAC, silent: no sounds yet'}</dd>
        <dt>Length</dt>
        <dd>
          {durationText(seconds)} · {frameCount} frames
        </dd>
        <dt>File size</dt>
        <dd>{sizeText((seconds * bits) / 8)}</dd>
      </dl>
      {missing.length > 0 && (
        <section className={styles.warning} aria-label="Missing media">
          <p className={styles.warningHead}>
            <TriangleAlert aria-hidden />
            {missing.length === 1
              ? 'One media of the film is missing'
              : `${missing.length} media of the film are missing`}
          </p>
          <ul className={styles.missing}>
            {missing.slice(0, namesShown).map((id) => (
              <li key={id}>{currentDocument().get('media', id)?.name}</li>
            ))}
            {missing.length > namesShown && <li>and {missing.length - namesShown} more</li>}
          </ul>
          <p className={styles.hint}>
            Shots that show or play them can only be delivered as they were rendered before.
          </p>
          <Button
            size="small"
            icon={FolderSearch}
            onClick={() => {
              setOpen(false);
              runAction('media.findMissing');
            }}
          >
            Find Missing Media…
          </Button>
        </section>
      )}
      <footer className={styles.footer}>
        <span className={styles.hint}>
          {frameCount > 0
            ? 'Shots that did not change are not rendered again.'
            : range === 'all'
              ? 'There are no shots yet.'
              : 'No shot is selected.'}
        </span>
        <Button
          type="submit"
          variant="accent"
          className={styles.next}
          icon={Film}
          disabled={frameCount === 0}
        >
          {missing.length > 0 ? 'Save Anyway…' : 'Save As…'}
        </Button>
      </footer>
      <nav className={styles.others} aria-label="Other things to hand over">
        {others.map(([action, label, OtherIcon]) => (
          <Button
            key={action}
            size="small"
            icon={OtherIcon}
            // Of a film without shots there is nothing to hand over.
            disabled={actionStore.getState().actions.get(action)?.isEnabled?.() === false}
            onClick={() => {
              setOpen(false);
              runAction(action);
            }}
          >
            {label}
          </Button>
        ))}
      </nav>
    </form>
  );
}

/** The encoder is given at most this; still and plain pictures take less. */
function sizeText(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1000
    ? `up to ${Math.max(1, Math.round(megabytes))} MB`
    : `up to ${(megabytes / 1000).toFixed(1)} GB`;
}
