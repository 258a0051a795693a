import { type ApiWorkflow, nodeLabel } from '@shared/generation/comfyui/apiWorkflow';
import { CodedError } from '@shared/rpc/result';
import { LostAnswerError } from '../net/fetchBody';
import { WaitError } from '../provider';
import type { ComfyClient } from './comfyClient';
import { listen } from './comfySocket';
import { type ExecutionError, failureOf, type HistoryItem, type PreviewPicture } from './messages';
import { RunProgress, type RunState } from './runProgress';

export interface FollowOptions {
  readonly client: ComfyClient;
  readonly promptId: string;
  /** The client's name it was queued under: the server talks of the run to it alone. */
  readonly clientId: string;
  readonly workflow: ApiWorkflow;
  readonly signal: AbortSignal;
  readonly onState: (state: RunState) => void;
  readonly onPreview: (preview: PreviewPicture) => void;
  readonly delays?: Partial<FollowDelays>;
}

export interface FollowDelays {
  /** Between asking, while the server talks: a message may be lost without a word. */
  readonly pollMs: number;
  /** Before the first new connection; each further one waits twice as long, up to `longestMs`. */
  readonly reconnectMs: number;
  readonly longestMs: number;
  /** Without an answer for so long, the job waits and gives its place to others. */
  readonly giveUpMs: number;
}

const usualDelays: FollowDelays = {
  pollMs: 10_000,
  reconnectMs: 500,
  longestMs: 10_000,
  giveUpMs: 90_000,
};

/** The server has neither this run nor a memory of it: it was restarted, or its memory was cleared. */
export class ForgottenRunError extends Error {
  constructor(server: string) {
    super(`${server} was restarted and has forgotten this run.`);
    this.name = 'ForgottenRunError';
  }
}

/**
 * Waits for a run to end, whatever becomes of the connection: after each loss and now and then between, the server's
 * queue and history are asked, and they alone say how it ended.
 * @returns what the server remembers of the run
 * @throws CodedError `refused` with the node that failed; WaitError `network`; ForgottenRunError; `cancelled`
 */
export async function followRun(options: FollowOptions): Promise<HistoryItem> {
  const { client, promptId, signal } = options;
  const delays = { ...usualDelays, ...options.delays };
  const progress = new RunProgress(options.workflow);
  const bell = new Bell();
  let closeSocket: (() => void) | null = null;
  let isConnected = false;
  let losses = 0;
  let silentMs = 0;

  const connect = (): void => {
    closeSocket = listen(client.address, options.clientId, {
      onOpen: () => {
        isConnected = true;
        bell.ring();
      },
      onClose: () => {
        // The first loss is seen to at once; a connection that is lost again and again is given time.
        if (isConnected && losses === 0) bell.ring();
        isConnected = false;
        closeSocket = null;
        losses += 1;
      },
      onPreview: options.onPreview,
      onMessage: (message) => {
        if (message.promptId !== promptId && message.promptId !== '') return;
        losses = 0;
        if (progress.take(message)) options.onState(progress.state());
        const isEnd =
          message.type === 'succeeded' ||
          message.type === 'failed' ||
          message.type === 'interrupted' ||
          (message.type === 'node' && message.nodeId === null);
        if (isEnd) bell.ring();
      },
    });
  };

  const onAbort = (): void => bell.ring();
  signal.addEventListener('abort', onAbort);
  try {
    for (;;) {
      if (signal.aborted) throw new CodedError('cancelled', 'Cancelled.');
      if (closeSocket === null) connect();
      try {
        const ended = await client.history(promptId, signal);
        if (ended) return endOf(ended, client, options.workflow);
        if ((await client.whereIs(promptId, signal)) === 'unknown') throw new ForgottenRunError(client.label);
        silentMs = 0;
      } catch (error) {
        if (!(error instanceof WaitError || error instanceof LostAnswerError)) throw error;
        if (silentMs >= delays.giveUpMs) {
          throw new WaitError('network', `${client.label} does not answer. The job goes on when it is back.`);
        }
      }
      const pause = isConnected
        ? delays.pollMs
        : Math.min(delays.reconnectMs * 2 ** Math.min(Math.max(0, losses - 1), 10), delays.longestMs);
      silentMs += pause;
      await bell.wait(pause);
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    (closeSocket as (() => void) | null)?.();
  }
}

function endOf(item: HistoryItem, client: ComfyClient, workflow: ApiWorkflow): HistoryItem {
  const failure = failureOf(item);
  if (failure === null) return item;
  if (failure === 'interrupted') {
    throw new CodedError('refused', `The run was stopped at ${client.label}.`);
  }
  throw new CodedError('refused', failureWords(failure, workflow));
}

function failureWords(
  { node_id, node_type, exception_message, exception_type }: ExecutionError,
  workflow: ApiWorkflow,
): string {
  const where = node_id == null ? node_type : nodeLabel(workflow, node_id.split('.')[0] ?? node_id);
  const [first] = exception_message.trim().split('\n');
  const words = (first ?? '').slice(0, 600);
  if (/out of memory|OutOfMemory/i.test(`${exception_type} ${exception_message}`)) {
    return `The server’s graphics card ran out of memory in ${where}. Ask for a smaller picture or fewer seconds, or use a draft.`;
  }
  return `${where === '' ? 'The workflow' : where} failed${words === '' ? '.' : `: ${words}`}`;
}

/** Wakes who waits; a ring before the waiting counts. */
class Bell {
  #isRung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#isRung = true;
    this.#wake?.();
  }

  async wait(ms: number): Promise<void> {
    if (!this.#isRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = null;
    this.#isRung = false;
  }
}
