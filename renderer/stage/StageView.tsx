import type { Shot } from '@shared/document/records';
import type { SequenceShot } from '@shared/shots/sequence';
import { useEffect } from 'react';
import { angleOptions, noChoice, sizeOptions } from '../scenes/shotChoices';
import { registerActions, runAction } from '../state/actions';
import { useCurrentBoardIndex, useShotBoards } from '../state/currentBoard';
import { useChildren, useDocument } from '../state/documentStore';
import { carriesDrag } from '../state/dragTypes';
import { importAndReport } from '../state/importReport';
import { runCommand } from '../state/runCommand';
import { sessionStore, useSession } from '../state/sessionStore';
import { useCurrentShot } from '../state/useCurrentShot';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { FrameField } from '../ui/FrameField';
import { Frame, ImagePlus, Layers, Plus, Video } from '../ui/icons';
import { NumberField } from '../ui/NumberField';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Select } from '../ui/Select';
import { LinkDialog } from './LinkDialog';
import styles from './Stage.module.css';
import { StageCanvas } from './StageCanvas';
import { StageFooter } from './StageFooter';
import { stageActions } from './stageActions';
import { stageStore, useStage } from './stageStore';
import { ToolOptions } from './ToolOptions';
import { ToolStrip } from './ToolStrip';

/** The canvas of the shot under the playhead. */
export function StageView() {
  const current = useCurrentShot();
  useEffect(() => registerActions(stageActions), []);
  if (!current) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the same is a button inside
      <div
        className={styles.view}
        onDragOver={(event) => {
          if (carriesDrag(event.dataTransfer, 'files')) event.preventDefault();
        }}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void importAndReport([...event.dataTransfer.files], { as: 'shots', sceneId: null, index: null });
        }}
      >
        <EmptyState
          icon={ImagePlus}
          message="There is no shot yet. Drop pictures here, each becomes one, or begin with an empty shot."
          action={
            <Button variant="accent" icon={Plus} onClick={() => runAction('shot.add')}>
              New Shot
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <section className={styles.view} aria-label={`Stage of shot ${current.label}`}>
      <StageHeader entry={current} />
      <div className={styles.area}>
        <StageCanvas entry={current} />
        <ToolStrip />
        <ToolOptions />
        <BoardHint entry={current} />
      </div>
      <StageFooter entry={current} />
      <LinkDialog />
    </section>
  );
}

function StageHeader({ entry }: { readonly entry: SequenceShot }) {
  const { shot, label } = entry;
  const rate = useDocument((document) => document.project().rate);
  const boards = useShotBoards(entry);
  const boardId = boards[useCurrentBoardIndex(entry, boards)]?.board?.id ?? null;
  const layerCount = useChildren('layer', shot.id).filter(
    (layer) => layer.boardId === null || layer.boardId === boardId,
  ).length;
  const shotIds = [shot.id];
  const edit = (fields: Partial<Shot>): void =>
    void runCommand('shot.edit', { shotIds, fields }, { keepSelection: true });
  return (
    <header className={styles.header}>
      <h2 className={styles.label}>{label}</h2>
      <div className={styles.chips}>
        <span className={styles.chip}>
          Size
          <Select
            label="Size"
            value={shot.size ?? noChoice}
            options={sizeOptions}
            onChange={(size) => edit({ size: size === noChoice ? null : (size as Shot['size']) })}
          />
        </span>
        <span className={styles.chip}>
          Angle
          <Select
            label="Angle"
            value={shot.angle ?? noChoice}
            options={angleOptions}
            onChange={(angle) => edit({ angle: angle === noChoice ? null : (angle as Shot['angle']) })}
          />
        </span>
        <span className={styles.chip}>
          Lens
          <NumberField
            label="Lens"
            value={shot.lensMm}
            unit="mm"
            min={4}
            max={2000}
            decimals={0}
            placeholder="35"
            onCommit={(lensMm) =>
              void runCommand('shot.setLens', { shotIds, lensMm }, { keepSelection: true })
            }
          />
        </span>
        <span className={styles.chip}>
          Length
          <FrameField
            label="Length"
            value={shot.lengthFrames}
            rate={rate}
            onCommit={(lengthFrames) =>
              void runCommand('shot.setLength', { shotIds, lengthFrames }, { keepSelection: true })
            }
          />
        </span>
        <span className={styles.action} title={shot.action}>
          {shot.action}
        </span>
      </div>
      <button
        type="button"
        className={styles.layerCount}
        title="Layers of this board"
        onClick={() => sessionStore.setState({ inspectorTab: 'layers' })}
      >
        <Layers aria-hidden /> {layerCount}
      </button>
      <ModeSwitch />
    </header>
  );
}

function ModeSwitch() {
  const mode = useStage((state) => state.mode);
  return (
    <SegmentedControl
      label="What the stage shows"
      value={mode}
      segments={[
        { value: 'board', label: 'The whole board', icon: Frame },
        { value: 'camera', label: 'Through the camera', icon: Video, keys: 'Backquote' },
      ]}
      onChange={(next) => stageStore.setState({ mode: next })}
    />
  );
}

/** On an empty board: what belongs there. */
function BoardHint({ entry }: { readonly entry: SequenceShot }) {
  const boards = useShotBoards(entry);
  const boardId = boards[useCurrentBoardIndex(entry, boards)]?.board?.id ?? null;
  const layers = useChildren('layer', entry.shot.id);
  const isEmpty = layers.every((layer) => layer.boardId !== null && layer.boardId !== boardId);
  const mode = useStage((state) => state.mode);
  const isPlaying = useSession((state) => state.isPlaying);
  if (!isEmpty || isPlaying || mode !== 'board' || entry.shot.activeTakeId) return null;
  return <p className={styles.hint}>Draw here, or drop pictures and elements.</p>;
}
