import { meterShare } from '@shared/elements/recording';
import { useEffect, useRef } from 'react';
import type { LineRecorder } from './lineRecorder';
import styles from './Record.module.css';

const barPx = 2;
const pitchPx = 3;
/** A short recording that has ended is spread over the width, but not thinner than this. */
const widestPitchPx = 8;
/** Height of silence, px. */
const leastPx = 2;

/** What is being recorded as it comes in from the right; once it has ended, all of it. */
export function RecordedWave({
  recorder,
  isRecording,
}: {
  readonly recorder: LineRecorder;
  readonly isRecording: boolean;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const clock = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let request = 0;
    const draw = (): void => {
      if (canvas.current) drawPeaks(canvas.current, recorder.peaks, isRecording);
      if (clock.current) clock.current.textContent = clockText(recorder.seconds);
      if (isRecording) request = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(request);
  }, [recorder, isRecording]);
  return (
    <>
      <canvas ref={canvas} className={styles.wave} data-recording={isRecording || undefined} />
      <span ref={clock} className={styles.clock} />
    </>
  );
}

function drawPeaks(canvas: HTMLCanvasElement, peaks: readonly number[], isRecording: boolean): void {
  const context = canvas.getContext('2d');
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  context.fillStyle = getComputedStyle(canvas).color;
  const bars = Math.floor(width / pitchPx);
  const count = Math.min(bars, peaks.length);
  const pitch = isRecording ? pitchPx : Math.min(widestPitchPx, width / Math.max(1, count));
  const bar = Math.max(barPx, Math.round(pitch / 2));
  for (let at = 0; at < count; at += 1) {
    // Live the newest stand at the right; ended, the whole is spread over the width it has room for.
    const from = isRecording ? peaks.length - count + at : Math.floor((at * peaks.length) / count);
    const to = isRecording ? from + 1 : Math.max(from + 1, Math.floor(((at + 1) * peaks.length) / count));
    const size = Math.max(leastPx, meterShare(Math.max(...peaks.slice(from, to))) * (height - 4));
    const x = isRecording ? width - (count - at) * pitch : at * pitch;
    context.fillRect(x, (height - size) / 2, bar, size);
  }
}

/** "0:03.4" */
function clockText(seconds: number): string {
  const tenths = Math.floor(seconds * 10);
  const whole = Math.floor(tenths / 10);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}.${tenths % 10}`;
}
