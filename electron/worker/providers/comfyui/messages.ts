import { z } from 'zod';

/* What ComfyUI's server says, as its server.py and execution.py send it. Unknown fields and messages are passed over. */

const id = z.string().max(200);
const nodeId = z.union([z.string(), z.number()]).transform(String);

export const systemStatsSchema = z.object({
  system: z.object({ comfyui_version: z.string().max(100).nullish(), os: z.string().max(100).nullish() }),
  devices: z
    .array(
      z.object({
        name: z.string().max(300),
        vram_total: z.number().catch(0),
        vram_free: z.number().catch(0),
      }),
    )
    .catch([]),
});
export type SystemStats = z.infer<typeof systemStatsSchema>;

/** `[number, prompt id, workflow, extra data, outputs]`; only what names it is read. */
const queueItemSchema = z
  .tuple([z.number(), id, z.unknown(), z.unknown()], z.unknown())
  .transform(([, promptId, , extra]) => ({ promptId, clientId: clientIdOf(extra) }));

export const queueSchema = z.object({
  queue_running: z.array(queueItemSchema),
  queue_pending: z.array(queueItemSchema),
});
export type ServerQueue = z.infer<typeof queueSchema>;

function clientIdOf(extra: unknown): string | null {
  const parsed = z.object({ client_id: z.string() }).safeParse(extra);
  return parsed.success ? parsed.data.client_id : null;
}

export const promptReplySchema = z.object({ prompt_id: id });

/** A refusal of /prompt: one error for all, and errors by node. */
export const promptErrorSchema = z.object({
  error: z
    .union([z.string(), z.object({ message: z.string().catch(''), details: z.string().catch('') })])
    .nullish(),
  node_errors: z
    .record(
      z.string(),
      z.object({
        class_type: z.string().catch(''),
        errors: z.array(z.object({ message: z.string().catch(''), details: z.string().catch('') })).catch([]),
      }),
    )
    .catch({}),
});

export const uploadReplySchema = z.object({
  name: z.string().min(1).max(500),
  subfolder: z.string().max(500).catch(''),
});

const fileSchema = z.object({
  filename: z.string().min(1).max(500),
  subfolder: z.string().max(1_000).catch(''),
  type: z.string().max(30).catch('output'),
});
export type ServerFile = z.infer<typeof fileSchema>;

/** Files by node: "images" for Save Image and Save Video alike, "gifs" for video helpers, other names elsewhere. */
const outputsSchema = z.record(z.string(), z.record(z.string(), z.unknown())).catch({});

const statusSchema = z.object({
  status_str: z.string().catch(''),
  completed: z.boolean().catch(false),
  messages: z.array(z.tuple([z.string(), z.unknown()], z.unknown())).catch([]),
});

export const historyItemSchema = z.object({
  prompt: z.unknown(),
  outputs: outputsSchema,
  status: statusSchema.nullish(),
});
export type HistoryItem = z.infer<typeof historyItemSchema>;

export const historySchema = z.record(z.string(), z.unknown());

/** Files of a node that a run has made, in order. */
export function filesOf(item: HistoryItem, outputNodeId: string): ServerFile[] {
  const lists = Object.values(item.outputs[outputNodeId] ?? {});
  return lists.flatMap((list) =>
    Array.isArray(list)
      ? list.flatMap((entry) => {
          const parsed = fileSchema.safeParse(entry);
          return parsed.success ? [parsed.data] : [];
        })
      : [],
  );
}

const errorSchema = z.object({
  prompt_id: id,
  node_id: nodeId.nullish(),
  node_type: z.string().catch(''),
  exception_message: z.string().catch(''),
  exception_type: z.string().catch(''),
});
export type ExecutionError = z.infer<typeof errorSchema>;

/** Why a run ended without a result, from the messages it left; null = it ended well. */
export function failureOf({ status }: HistoryItem): ExecutionError | 'interrupted' | null {
  if (!status || status.status_str === 'success') return null;
  for (const [type, data] of status.messages) {
    if (type === 'execution_interrupted') return 'interrupted';
    if (type === 'execution_error') {
      const parsed = errorSchema.safeParse(data);
      if (parsed.success) return parsed.data;
    }
  }
  return status.status_str === 'error'
    ? { prompt_id: '', node_id: null, node_type: '', exception_message: '', exception_type: '' }
    : null;
}

const nodeStateSchema = z.object({
  value: z.number(),
  max: z.number(),
  state: z.string(),
  display_node_id: nodeId.nullish(),
});

/** A message of the websocket that says something about one run. */
export type RunMessage =
  /** `promptId` of `node` may be '': the run of the client that listens. */
  | { readonly type: 'started' | 'succeeded' | 'interrupted'; readonly promptId: string }
  | { readonly type: 'cached'; readonly promptId: string; readonly nodeIds: readonly string[] }
  | { readonly type: 'node'; readonly promptId: string; readonly nodeId: string | null }
  | {
      readonly type: 'progress';
      readonly promptId: string;
      readonly nodeId: string;
      readonly value: number;
      readonly max: number;
    }
  | { readonly type: 'done'; readonly promptId: string; readonly nodeId: string }
  | { readonly type: 'failed'; readonly promptId: string; readonly error: ExecutionError };

const messageSchema = z.object({ type: z.string(), data: z.unknown() });
/** A server that is listened to again says where it is without the run's name: it says so only to the run's client. */
const ofRun = z.object({ prompt_id: id.catch('') });

/** Parses a text message; [] for those that say nothing about a run. */
export function runMessages(text: string): RunMessage[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  const message = messageSchema.safeParse(json);
  if (!message.success) return [];
  const { type, data } = message.data;
  const run = ofRun.safeParse(data);
  if (!run.success) return [];
  const promptId = run.data.prompt_id;
  if (promptId === '' && type !== 'executing') return [];
  switch (type) {
    case 'execution_start':
      return [{ type: 'started', promptId }];
    case 'execution_success':
      return [{ type: 'succeeded', promptId }];
    case 'execution_interrupted':
      return [{ type: 'interrupted', promptId }];
    case 'execution_error': {
      const error = errorSchema.safeParse(data);
      return error.success ? [{ type: 'failed', promptId, error: error.data }] : [];
    }
    case 'execution_cached': {
      const cached = z.object({ nodes: z.array(nodeId) }).safeParse(data);
      return cached.success ? [{ type: 'cached', promptId, nodeIds: cached.data.nodes }] : [];
    }
    case 'executing': {
      const executing = z.object({ node: nodeId.nullable() }).safeParse(data);
      return executing.success ? [{ type: 'node', promptId, nodeId: executing.data.node }] : [];
    }
    case 'executed': {
      const executed = z.object({ node: nodeId }).safeParse(data);
      return executed.success ? [{ type: 'done', promptId, nodeId: executed.data.node }] : [];
    }
    case 'progress': {
      const progress = z
        .object({ value: z.number(), max: z.number(), node: nodeId.nullish() })
        .safeParse(data);
      if (!progress.success || progress.data.node == null) return [];
      const { value, max, node } = progress.data;
      return [{ type: 'progress', promptId, nodeId: node, value, max }];
    }
    case 'progress_state': {
      const state = z.object({ nodes: z.record(z.string(), nodeStateSchema) }).safeParse(data);
      if (!state.success) return [];
      return Object.entries(state.data.nodes).map(([key, node]): RunMessage => {
        const at = node.display_node_id ?? key;
        return node.state === 'finished'
          ? { type: 'done', promptId, nodeId: at }
          : { type: 'progress', promptId, nodeId: at, value: node.value, max: node.max };
      });
    }
    default:
      return [];
  }
}

export interface PreviewPicture {
  readonly mimeType: 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
}

/** Of a picture on the way; more is no preview. */
const previewCap = 4 * 2 ** 20;

/**
 * Parses a binary message: big-endian event number, then for 1 a format number and the picture, for 4 a length, JSON and
 * the picture. null = it is no picture.
 */
export function previewOf(bytes: Uint8Array): PreviewPicture | null {
  if (bytes.byteLength < 12 || bytes.byteLength > previewCap) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const event = view.getUint32(0);
  if (event !== 1 && event !== 4) return null;
  const picture = event === 1 ? bytes.subarray(8) : bytes.subarray(8 + view.getUint32(4));
  if (picture[0] === 0xff && picture[1] === 0xd8) return { mimeType: 'image/jpeg', bytes: picture };
  if (picture[0] === 0x89 && picture[1] === 0x50) return { mimeType: 'image/png', bytes: picture };
  return null;
}
