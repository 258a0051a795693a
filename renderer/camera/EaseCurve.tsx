import { type CameraPath, keyedPoseAt, type OpticalPose } from '@shared/camera/poses';
import type { CameraKeyframe, Shot } from '@shared/document/records';
import type { Frames } from '@shared/time/frames';
import styles from './Camera.module.css';

/** The drawing's own units; it fills the panel's width. */
const width = 260;
const height = 92;
const inset = 10;

export interface EaseCurveProps {
  readonly keyframes: readonly CameraKeyframe[];
  readonly path: CameraPath;
  readonly shot: Shot;
  /** Where the playhead is, in the shot's own time. */
  readonly shotFrame: Frames;
}

/** How far along its whole way the camera is: 0 at the first pose, 1 at the last; the way back goes down again. */
function travelled(from: OpticalPose, to: OpticalPose, pose: OpticalPose): number {
  const parts = (pose: OpticalPose): number[] => [
    pose.x,
    pose.y,
    pose.z,
    Math.log(pose.focalMm),
    pose.rollDeg / 45,
    pose.panShift,
    pose.tiltShift,
  ];
  const [start, end, here] = [parts(from), parts(to), parts(pose)];
  const whole = end.reduce((sum, value, index) => sum + (value - (start[index] ?? 0)) ** 2, 0);
  if (whole < 1e-12) return 0;
  const along = end.reduce(
    (sum, value, index) => sum + (value - (start[index] ?? 0)) * ((here[index] ?? 0) - (start[index] ?? 0)),
    0,
  );
  return along / whole;
}

/** The move over the shot's length, with its keyframes and the playhead. */
export function EaseCurve({ keyframes, path, shot, shotFrame }: EaseCurveProps) {
  const first = shot.sourceInFrames;
  const last = Math.max(1, shot.lengthFrames - 1);
  const [from, to] = [
    keyedPoseAt(path, keyframes[0]?.frame ?? first),
    keyedPoseAt(path, keyframes.at(-1)?.frame ?? first),
  ];
  const x = (frame: number): number => inset + ((width - 2 * inset) * (frame - first)) / last;
  const y = (share: number): number => height - inset - (height - 2 * inset) * share;
  const shareAt = (frame: number): number => travelled(from, to, keyedPoseAt(path, frame));
  const steps = Math.min(last, 96);
  const line = Array.from({ length: steps + 1 }, (_, index) => {
    const frame = first + (last * index) / steps;
    return `${index === 0 ? 'M' : 'L'}${x(frame).toFixed(1)} ${y(shareAt(frame)).toFixed(1)}`;
  }).join(' ');
  return (
    <svg
      className={styles.curve}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Curve of the camera's move"
    >
      {[0.25, 0.5, 0.75].map((share) => (
        <g key={share} className={styles.grid}>
          <line x1={inset} x2={width - inset} y1={y(share)} y2={y(share)} />
          <line y1={inset} y2={height - inset} x1={x(first + last * share)} x2={x(first + last * share)} />
        </g>
      ))}
      <line className={styles.playhead} x1={x(shotFrame)} x2={x(shotFrame)} y1={2} y2={height - 2} />
      <path className={styles.line} d={line} />
      {keyframes
        .filter((keyframe) => keyframe.frame >= first && keyframe.frame <= first + last)
        .map((keyframe) => (
          <circle
            key={keyframe.id}
            className={styles.key}
            cx={x(keyframe.frame)}
            cy={y(shareAt(keyframe.frame))}
            r={4}
          />
        ))}
    </svg>
  );
}
