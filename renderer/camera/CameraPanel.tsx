import { keyedPoseAt } from '@shared/camera/poses';
import { shotCameraPath } from '@shared/camera/shotCamera';
import { cameraWords } from '@shared/camera/words';
import type { CameraKeyframe, MoveName, Shot } from '@shared/document/records';
import { type Frames, frames } from '@shared/time/frames';
import { useState } from 'react';
import { useChildren, useDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { sessionStore, useSelected, useSession } from '../state/sessionStore';
import { useCurrentShot } from '../state/useCurrentShot';
import { Button } from '../ui/Button';
import { cx } from '../ui/cx';
import { EmptyState } from '../ui/EmptyState';
import { FieldRow } from '../ui/FieldRow';
import { IconButton } from '../ui/IconButton';
import { Camera, Diamond, StepBack, StepForward, Trash2 } from '../ui/icons';
import { NumberField } from '../ui/NumberField';
import { Section } from '../ui/Panel';
import { ScrollArea } from '../ui/ScrollArea';
import { Slider } from '../ui/Slider';
import styles from './Camera.module.css';
import { EaseCurve } from './EaseCurve';
import { EaseSelect } from './EaseSelect';
import { moveChoices, nextMove, shotsOfMove } from './moveChoices';

/** The camera of the shot under the playhead: named moves, the curve between keyframes, and each keyframe's numbers. */
export function CameraPanel() {
  const current = useCurrentShot();
  const selectedShots = useSelected('shot');
  const keyframes = useChildren('cameraKeyframe', current?.shot.id);
  const rate = useDocument((document, { isLoaded }) => (isLoaded ? document.project().rate : null));
  if (!current || !rate) return <EmptyState icon={Camera} message="Choose a shot to move its camera." />;
  const { shot } = current;
  const shotIds = shotsOfMove(selectedShots, shot.id);
  const words = cameraWords(shotCameraPath(shot, keyframes, rate), {
    firstFrame: shot.sourceInFrames,
    lengthFrames: shot.lengthFrames,
  });
  const setMove = (name: MoveName | null): void => {
    const { strength, easing } = shot.move ?? { strength: 0.5, easing: 'easeInOut' as const };
    void runCommand(
      'camera.setMove',
      { shotIds, move: name && { name, strength, easing } },
      { keepSelection: true },
    );
  };
  const isByHand = shot.move === null && keyframes.length > 0;
  return (
    <ScrollArea>
      <Section
        title={shotIds.length > 1 ? `Move of ${shotIds.length} shots` : 'Move'}
        detail={<span className={styles.words}>{isByHand ? `${words} · by hand` : words}</span>}
      >
        <div className={styles.moves}>
          {moveChoices.map((choice) => {
            const way = choice.ways.find((candidate) => candidate.name === shot.move?.name);
            const isActive =
              choice.ways.length === 0 ? shot.move === null && keyframes.length === 0 : way !== undefined;
            const ChoiceIcon = choice.icon;
            return (
              <button
                key={choice.title}
                type="button"
                className={cx(styles.move, isActive && styles.activeMove)}
                aria-pressed={isActive}
                title={
                  choice.ways.length > 1 ? `${choice.title}: click again for the other way` : choice.title
                }
                onClick={() => setMove(nextMove(choice, shot.move?.name ?? null))}
              >
                <ChoiceIcon aria-hidden />
                <span>{way?.title ? `${choice.title} ${way.title.toLowerCase()}` : choice.title}</span>
              </button>
            );
          })}
        </div>
        {shot.move && <MoveFields shot={shot} shotIds={shotIds} move={shot.move} />}
      </Section>
      <KeyframeFields shot={shot} startFrame={current.startFrame} keyframes={keyframes} />
    </ScrollArea>
  );
}

interface MoveFieldsProps {
  readonly shot: Shot;
  readonly shotIds: readonly string[];
  readonly move: NonNullable<Shot['move']>;
}

function MoveFields({ shotIds, move }: MoveFieldsProps) {
  const [strength, setStrength] = useState<number | null>(null);
  const set = (fields: Partial<typeof move>): void =>
    void runCommand('camera.setMove', { shotIds, move: { ...move, ...fields } }, { keepSelection: true });
  const shown = strength ?? move.strength;
  return (
    <FieldRow label="Strength">
      <Slider
        label="Strength of the move"
        className={styles.slider}
        min={0}
        max={1}
        step={0.01}
        value={shown}
        format={(value) => `${Math.round(value * 100)} %`}
        onChange={setStrength}
        onCommit={(value) => {
          setStrength(null);
          set({ strength: value });
        }}
      />
      <span className={styles.number}>{Math.round(shown * 100)} %</span>
    </FieldRow>
  );
}

interface KeyframeFieldsProps {
  readonly shot: Shot;
  /** First frame of the shot in the film. */
  readonly startFrame: Frames;
  readonly keyframes: readonly CameraKeyframe[];
}

/** Camera numbers at the playhead. Changing one on a frame without keyframe makes a keyframe there. */
function KeyframeFields({ shot, startFrame, keyframes }: KeyframeFieldsProps) {
  const playhead = useSession((state) => state.playhead);
  const rate = useDocument((document) => document.project().rate);
  const shotFrame = frames(
    shot.sourceInFrames + Math.min(Math.max(0, playhead - startFrame), shot.lengthFrames - 1),
  );
  const path = shotCameraPath(shot, keyframes, rate);
  const pose = keyedPoseAt(path, shotFrame);
  const here = keyframes.find((keyframe) => keyframe.frame === shotFrame);
  const before = keyframes.findLast((keyframe) => keyframe.frame <= shotFrame) ?? keyframes[0];
  const previous = keyframes.findLast((keyframe) => keyframe.frame < shotFrame);
  const next = keyframes.find((keyframe) => keyframe.frame > shotFrame);
  const set = (fields: Partial<typeof pose>): void =>
    void runCommand(
      'camera.setKeyframe',
      { shotId: shot.id, frame: shotFrame, pose: { ...pose, ...fields } },
      { keepSelection: true },
    );
  const goTo = (keyframe: CameraKeyframe | undefined): void => {
    if (keyframe)
      sessionStore.setState({ playhead: frames(startFrame + keyframe.frame - shot.sourceInFrames) });
  };
  return (
    <>
      <Section title="Curve" detail={`frame ${shotFrame - shot.sourceInFrames} / ${shot.lengthFrames}`}>
        <EaseCurve keyframes={keyframes} path={path} shot={shot} shotFrame={shotFrame} />
        {before && <EaseSelect keyframe={before} hasNext={before !== keyframes.at(-1)} shot={shot} />}
      </Section>
      <Section
        title={here ? 'Keyframe' : 'Camera'}
        actions={
          <span className={styles.keys}>
            <IconButton
              icon={StepBack}
              label="Previous keyframe"
              size="small"
              disabled={!previous}
              onClick={() => goTo(previous)}
            />
            <IconButton
              icon={here ? Trash2 : Diamond}
              label={here ? 'Delete this keyframe' : 'Set a keyframe here'}
              size="small"
              onClick={() =>
                here
                  ? void runCommand(
                      'camera.deleteKeyframe',
                      { keyframeIds: [here.id] },
                      { keepSelection: true },
                    )
                  : set({})
              }
            />
            <IconButton
              icon={StepForward}
              label="Next keyframe"
              size="small"
              disabled={!next}
              onClick={() => goTo(next)}
            />
          </span>
        }
      >
        <FieldRow label="Position">
          <div className={styles.triple}>
            <NumberField
              label="Camera x"
              prefix="x"
              decimals={3}
              step={0.01}
              value={pose.x}
              onCommit={(x) => set({ x })}
            />
            <NumberField
              label="Camera y"
              prefix="y"
              decimals={3}
              step={0.01}
              value={pose.y}
              onCommit={(y) => set({ y })}
            />
            <NumberField
              label="Camera z"
              prefix="z"
              decimals={3}
              step={0.01}
              value={pose.z}
              onCommit={(z) => set({ z })}
            />
          </div>
        </FieldRow>
        <FieldRow label="Lens">
          <NumberField
            label="Focal length"
            unit="mm"
            decimals={1}
            min={1}
            max={5000}
            value={pose.focalMm}
            onCommit={(focalMm) => set({ focalMm })}
          />
        </FieldRow>
        <FieldRow label="Roll">
          <NumberField
            label="Roll"
            unit="°"
            decimals={1}
            value={pose.rollDeg}
            onCommit={(rollDeg) => set({ rollDeg })}
          />
        </FieldRow>
        <FieldRow label="Pan, tilt">
          <NumberField
            label="Pan shift"
            prefix="x"
            decimals={3}
            step={0.01}
            value={pose.panShift}
            onCommit={(panShift) => set({ panShift })}
          />
          <NumberField
            label="Tilt shift"
            prefix="y"
            decimals={3}
            step={0.01}
            value={pose.tiltShift}
            onCommit={(tiltShift) => set({ tiltShift })}
          />
        </FieldRow>
        {keyframes.length > 0 && (
          <Button
            variant="plain"
            size="small"
            onClick={() =>
              void runCommand('camera.setMove', { shotIds: [shot.id], move: null }, { keepSelection: true })
            }
          >
            Remove the Move
          </Button>
        )}
      </Section>
    </>
  );
}
