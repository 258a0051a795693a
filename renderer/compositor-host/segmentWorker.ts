import type { FromHost, ToHost } from '@shared/compositor/hostProtocol';
import { renderSegment } from './renderSegment';
import { failureMessage } from './taskFailure';
import type { TaskOutput } from './taskOutput';
import { type FontsMessage, installFonts } from './textFonts';

/*
 * One of the workers that render segments, one task at a time. It speaks the host protocol itself; the page only passes
 * messages on.
 */

interface Running {
  readonly taskId: string;
  readonly abort: AbortController;
  output: TaskOutput | null;
}

let running: Running | null = null;

const send = (message: FromHost, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

self.addEventListener('message', ({ data }: MessageEvent<ToHost | FontsMessage>) => {
  // Parsed by the page.
  if (data.type === 'fonts') installFonts(data.faces);
  else if (data.type === 'renderSegment') void render(data);
  else if (running?.taskId === data.taskId) {
    if (data.type === 'cancel') running.abort.abort();
    else if (data.type === 'written') running.output?.written(data.position);
  }
});

async function render({ taskId, spec }: Extract<ToHost, { type: 'renderSegment' }>): Promise<void> {
  const task: Running = { taskId, abort: new AbortController(), output: null };
  running = task;
  try {
    const done = await renderSegment(spec, {
      taskId,
      signal: task.abort.signal,
      send,
      onOutput: (output) => {
        task.output = output;
      },
    });
    send(done);
  } catch (error) {
    send(failureMessage(taskId, error));
  } finally {
    running = null;
  }
}
