import { queueItem, type Run } from './comfyPrompt';

/** Moments of a run a test can hold it at. */
export type Moment = 'queued' | 'started' | 'sampling' | 'saving';

/** How a sampler fails. */
export interface Failure {
  readonly type: string;
  readonly message: string;
}

/** What a run needs of its server. */
export interface RunWorld {
  /** False once the process that began the run is gone. */
  readonly isAlive: () => boolean;
  readonly reach: (moment: Moment) => Promise<void>;
  /** Tells the client that asked for the run; bytes are a preview. */
  readonly send: (message: { readonly type: string; readonly data: object } | Uint8Array) => void;
  readonly enter: (node: string) => void;
  /** Whether it was interrupted since this was asked last. */
  readonly takeInterruption: () => boolean;
  readonly failure: () => Failure | null;
  /** The outputs of a node that saves. */
  readonly save: (classType: string) => object;
  /** It has come to an end, with this in the history. */
  readonly end: (history: Record<string, unknown>) => void;
}

/** A JPEG's first bytes, behind event 1 and format 1. */
const preview = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 0xff, 0xd8, 0xff, 0xe0, ...new Array(12).fill(0)]);

/** Goes through a workflow as execution.py does. @returns whether it came to its last node */
export async function execute(run: Run, world: RunWorld): Promise<boolean> {
  const { promptId } = run;
  const messages: [string, object][] = [];
  const send = (type: string, data: object): void =>
    world.send({ type, data: { ...data, prompt_id: promptId } });
  const say = (type: string, data: object): void => {
    messages.push([type, { prompt_id: promptId, ...data }]);
    send(type, data);
  };
  const end = (status: 'success' | 'error', outputs: object): void => {
    if (!world.isAlive()) return;
    world.end({
      prompt: queueItem(run),
      outputs,
      status: { status_str: status, completed: status === 'success', messages },
      meta: {},
    });
    send('executing', { node: null });
  };
  await world.reach('started');
  say('execution_start', { timestamp: 0 });
  say('execution_cached', { nodes: [], timestamp: 0 });
  const outputs: Record<string, object> = {};
  for (const [id, node] of Object.entries(run.prompt)) {
    if (!world.isAlive()) return false;
    send('executing', { node: id, display_node: id });
    world.enter(id);
    if (/^(KSampler|KSamplerAdvanced|SamplerCustom)$/.test(node.class_type)) {
      const isStopped = await sample({ node: id, nodeType: node.class_type, send, say }, world);
      if (isStopped) {
        end('error', {});
        return false;
      }
    }
    if (/^(Save|Preview)/.test(node.class_type)) {
      await world.reach('saving');
      outputs[id] = world.save(node.class_type);
      send('executed', { node: id, display_node: id, output: outputs[id] });
    }
  }
  say('execution_success', { timestamp: 0 });
  end('success', outputs);
  return true;
}

interface Sampling {
  readonly node: string;
  readonly nodeType: string;
  readonly send: (type: string, data: object) => void;
  /** Sends, and keeps it for the history. */
  readonly say: (type: string, data: object) => void;
}

/** @returns whether the run ends here */
async function sample({ node, nodeType, send, say }: Sampling, world: RunWorld): Promise<boolean> {
  const steps = 4;
  for (let value = 1; value <= steps; value += 1) {
    if (value === 2) await world.reach('sampling');
    if (world.takeInterruption()) {
      say('execution_interrupted', { node_id: node, node_type: nodeType, executed: [] });
      return true;
    }
    const failure = world.failure();
    if (failure && value === 3) {
      const { type, message } = failure;
      say('execution_error', {
        node_id: node,
        node_type: nodeType,
        executed: [],
        exception_message: message,
        exception_type: type,
        traceback: [],
      });
      return true;
    }
    const state = { value, max: steps, state: 'running', node_id: node, display_node_id: node };
    send('progress_state', { nodes: { [node]: state } });
    send('progress', { value, max: steps, node });
    world.send(preview);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}
