import { easings } from '@shared/camera/moves';
import { isSameJson } from '@shared/document/diff';
import type { CameraKeyframe, EasingName, Shot } from '@shared/document/records';
import { runCommand } from '../state/runCommand';
import { FieldRow } from '../ui/FieldRow';
import { Select } from '../ui/Select';

type Choice = EasingName | 'hold' | 'own';

const titles: Readonly<Record<EasingName | 'hold', string>> = {
  linear: 'Linear',
  easeIn: 'In',
  easeOut: 'Out',
  easeInOut: 'In and out',
  hold: 'Hold, then jump',
};

/** The named ease a keyframe has, or `own` for a curve drawn by hand. */
export function easeOf({ interpolation, ease }: Pick<CameraKeyframe, 'interpolation' | 'ease'>): Choice {
  if (interpolation === 'hold' || interpolation === 'linear') return interpolation;
  const named = Object.entries(easings).find(([, curve]) => isSameJson(curve, ease));
  return (named?.[0] as EasingName | undefined) ?? 'own';
}

export interface EaseSelectProps {
  readonly keyframe: CameraKeyframe;
  /** The last keyframe goes nowhere: its ease has no effect. */
  readonly hasNext: boolean;
  readonly shot: Shot;
}

/** How the camera leaves a keyframe. On a named move it changes the move's ease and keeps its name. */
export function EaseSelect({ keyframe, hasNext, shot }: EaseSelectProps) {
  const current = easeOf(keyframe);
  const options = [
    ...Object.entries(titles).map(([value, label]) => ({ value: value as Choice, label })),
    ...(current === 'own' ? [{ value: 'own' as const, label: 'By hand' }] : []),
  ];
  const choose = (choice: Choice): void => {
    if (choice === 'own') return;
    const options = { keepSelection: true };
    if (shot.move && choice !== 'hold') {
      void runCommand(
        'camera.setMove',
        { shotIds: [shot.id], move: { ...shot.move, easing: choice } },
        options,
      );
      return;
    }
    void runCommand(
      'camera.setEase',
      {
        keyframeIds: [keyframe.id],
        interpolation: choice === 'hold' || choice === 'linear' ? choice : 'bezier',
        ease: choice === 'hold' ? keyframe.ease : easings[choice],
      },
      options,
    );
  };
  return (
    <FieldRow label="Ease">
      <Select label="Ease" value={current} options={options} onChange={choose} isDisabled={!hasNext} />
    </FieldRow>
  );
}
