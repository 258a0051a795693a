import type { FromHost, StillSpec } from '@shared/compositor/hostProtocol';
import { FrameComposer } from './frameComposer';
import type { RunningTask } from './renderSegment';
import { throwIfCancelled } from './taskFailure';
import { TaskOutput } from './taskOutput';

/**
 * Renders one frame of a shot as a picture file.
 * @throws TaskFailure
 */
export async function renderStill(
  spec: StillSpec,
  { taskId, signal, send, onOutput }: RunningTask,
): Promise<Extract<FromHost, { type: 'done' }>> {
  const output = new TaskOutput(taskId, send, signal);
  onOutput(output);
  const composer = await FrameComposer.open(spec, signal, 'files');
  try {
    await composer.paint(0);
    throwIfCancelled(signal);
    const bytes = await composer.encode(spec.format);
    await output.append(bytes);
    return {
      type: 'done',
      taskId,
      frameCount: 1,
      byteSize: bytes.byteLength,
      composedFrames: composer.composedFrames,
      codec: spec.format,
    };
  } finally {
    await composer.close();
  }
}
