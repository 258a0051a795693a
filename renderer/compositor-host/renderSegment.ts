import type { FromHost, SegmentSpec } from '@shared/compositor/hostProtocol';
import { isStill } from '@shared/compositor/stillness';
import { chooseEncoder, i420Frame } from './encoderChoice';
import { FrameComposer } from './frameComposer';
import { SegmentEncoder } from './segmentEncoder';
import { throwIfCancelled } from './taskFailure';
import { type Send, TaskOutput } from './taskOutput';

const progressEveryMs = 150;

export interface RunningTask {
  readonly taskId: string;
  readonly signal: AbortSignal;
  readonly send: Send;
  /** Called with the task's output as soon as there is one: `written` messages go to it. */
  readonly onOutput: (output: TaskOutput) => void;
}

interface RunningSegment extends RunningTask {
  /** All frames are painted: the next segment may begin while the encoder ends this one. */
  readonly onPainted: () => void;
}

/**
 * Renders one shot as one closed-GOP H.264 file.
 * @throws TaskFailure
 */
export async function renderSegment(
  spec: SegmentSpec,
  { taskId, signal, send, onOutput, onPainted }: RunningSegment,
): Promise<Extract<FromHost, { type: 'done' }>> {
  const { picture, width, height, bitsPerSecond } = spec;
  const framesTotal = picture.lengthFrames;
  const output = new TaskOutput(taskId, send, signal);
  onOutput(output);
  const format = { width, height, rate: picture.rate, bitsPerSecond };
  // Takes as long as loading pictures, and most of it elsewhere. Whether there is one is told when it is needed.
  chooseEncoder(format).catch(() => undefined);
  const composer = await FrameComposer.open(spec, signal);
  let encoder: SegmentEncoder | null = null;
  let still: VideoFrame | null = null;
  try {
    encoder = await SegmentEncoder.start(
      format,
      { frameCount: framesTotal, isStill: isStill(picture) },
      output,
    );
    let lastReportMs = 0;
    for (let index = 0; index < framesTotal; index += 1) {
      throwIfCancelled(signal);
      const { bytes, isNew } = await composer.compose(index);
      if (isNew || !still) {
        still?.close();
        still = i420Frame(bytes, spec, 0);
        await encoder.add(still, true);
      } else await encoder.add(still, false);
      const nowMs = performance.now();
      if (nowMs - lastReportMs >= progressEveryMs) {
        lastReportMs = nowMs;
        send({ type: 'progress', taskId, framesDone: index + 1, framesTotal });
      }
    }
    onPainted();
    const { frameCount, codec } = await encoder.finish();
    throwIfCancelled(signal);
    return {
      type: 'done',
      taskId,
      frameCount,
      byteSize: output.byteSize,
      composedFrames: composer.composedFrames,
      codec,
    };
  } catch (error) {
    await encoder?.abandon();
    throwIfCancelled(signal);
    throw error;
  } finally {
    still?.close();
    await composer.close();
  }
}
