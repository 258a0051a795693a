import type { FromHost, ToHost } from '@shared/compositor/hostProtocol';
import { renderSegment } from './renderSegment';
import { failureMessage } from './taskFailure';
import type { TaskOutput } from './taskOutput';
import { type FontsMessage, installFonts } from './textFonts';

/*
 * One of the workers that render segments: it paints one at a time, while the encoder may still end the one before. It
 * speaks the host protocol itself; the page only passes messages on.
 */

/** Besides what goes on to the worker: this one has painted all frames of a task and takes the next. */
export interface PaintedMessage {
  readonly type: 'painted';
  readonly taskId: string;
}

interface Running {
  readonly abort: AbortController;
  output: TaskOutput | null;
}

const running = new Map<string, Running>();

const send = (message: FromHost | PaintedMessage, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

self.addEventListener('message', ({ data }: MessageEvent<ToHost | FontsMessage>) => {
  // Parsed by the page.
  if (data.type === 'fonts') installFonts(data.faces);
  else if (data.type === 'renderSegment') void render(data);
  else if (data.type === 'cancel') running.get(data.taskId)?.abort.abort();
  else if (data.type === 'written') running.get(data.taskId)?.output?.written(data.position);
});

async function render({ taskId, spec }: Extract<ToHost, { type: 'renderSegment' }>): Promise<void> {
  const task: Running = { abort: new AbortController(), output: null };
  running.set(taskId, task);
  try {
    const done = await renderSegment(spec, {
      taskId,
      signal: task.abort.signal,
      send,
      onOutput: (output) => {
        task.output = output;
      },
      onPainted: () => send({ type: 'painted', taskId }),
    });
    send(done);
  } catch (error) {
    send(failureMessage(taskId, error));
  } finally {
    running.delete(taskId);
  }
}
