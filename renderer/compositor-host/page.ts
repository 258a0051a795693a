import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-jp/wght.css';
import { type FromHost, toHostSchema } from '@shared/compositor/hostProtocol';
import { lookForCuts } from './lookForCuts';
import type { RunningTask } from './renderSegment';
import { renderSound } from './renderSound';
import { renderStill } from './renderStill';
import { SegmentRenderer } from './segmentRenderer';
import { failureMessage } from './taskFailure';
import type { TaskOutput } from './taskOutput';
import { type Renderer, TaskQueue } from './taskQueue';

/*
 * The compositor host: a hidden page that renders segments in workers, mixes sound and looks into clips itself (Web Audio
 * exists in pages only). All it knows comes through one port; media it fetches by address, and bytes go back through the port.
 */

/** Segments rendered at once: the encoder has threads of its own, so more than two would only wait for each other. */
const segmentWorkers = Math.max(1, Math.min(2, navigator.hardwareConcurrency));

/** They load while the port is on its way. */
const segmentRenderers = Array.from({ length: segmentWorkers }, () => new SegmentRenderer());

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.source === window && event.data === 'renderHost' && port) serve(port);
});

function serve(port: MessagePort): void {
  // Copied, never given away: Electron loses messages to a utility process whose buffers are transferred.
  const send = (message: FromHost): void => port.postMessage(message);
  const renderers: Renderer[] = [...segmentRenderers];
  const onEnded = (renderer: Renderer, taskId: string): void => queue.ended(renderer, taskId);
  renderers.push(pageRenderer('renderStill', renderStill, send, onEnded));
  renderers.push(pageRenderer('renderSound', renderSound, send, onEnded));
  renderers.push(pageRenderer('lookForCuts', lookForCuts, send, onEnded));
  const queue = new TaskQueue(renderers, send);
  const onPainted = (renderer: Renderer, taskId: string): void => queue.painted(renderer, taskId);
  for (const renderer of segmentRenderers) renderer.listen({ onMessage: send, onPainted, onEnded });
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const parsed = toHostSchema.safeParse(data);
    if (parsed.success) queue.receive(parsed.data);
    else refuse(data, send);
  });
  port.start();
  send({ type: 'ready' });
}

/** What comes is ours, so a message of the wrong shape is a mistake between versions: it is said, not swallowed. */
function refuse(data: unknown, send: (message: FromHost) => void): void {
  const taskId = data && typeof data === 'object' && 'taskId' in data ? String(data.taskId) : '';
  send({ type: 'failed', taskId, code: 'internal', message: 'The renderer did not understand the request.' });
}

/** The page itself as renderer of what needs Web Audio or hardly any time. */
function pageRenderer<Spec>(
  accepts: Exclude<Renderer['accepts'], 'renderSegment'>,
  render: (spec: Spec, task: RunningTask) => Promise<FromHost>,
  send: (message: FromHost) => void,
  onEnded: (renderer: Renderer, taskId: string) => void,
): Renderer {
  let abort = new AbortController();
  let output: TaskOutput | null = null;
  const start = async (taskId: string, spec: Spec): Promise<void> => {
    abort = new AbortController();
    output = null;
    try {
      const onOutput = (made: TaskOutput): void => {
        output = made;
      };
      send(await render(spec, { taskId, signal: abort.signal, send, onOutput }));
    } catch (error) {
      send(failureMessage(taskId, error));
    } finally {
      onEnded(renderer, taskId);
    }
  };
  const renderer: Renderer = {
    accepts,
    post: (message) => {
      // The queue gives a renderer what it accepts and nothing else.
      if (message.type === accepts) void start(message.taskId, message.spec as Spec);
      else if (message.type === 'cancel') abort.abort();
      else if (message.type === 'written') output?.written(message.position);
    },
  };
  return renderer;
}
