import { z } from 'zod';

/** What is dragged inside the window, as native drag data: JSON under one type a kind of thing. */
export const dragTypes = {
  media: 'application/x-ekonte-media',
  shots: 'application/x-ekonte-shots',
  element: 'application/x-ekonte-element',
  scene: 'application/x-ekonte-scene',
} as const;

const payloads = {
  media: z.object({ mediaIds: z.array(z.string()).min(1) }),
  shots: z.object({ shotIds: z.array(z.string()).min(1) }),
  element: z.object({ elementId: z.string() }),
  scene: z.object({ sceneId: z.string() }),
} as const;

type DragKind = keyof typeof payloads;
type Payload<K extends DragKind> = z.infer<(typeof payloads)[K]>;

export function writeDrag<K extends DragKind>(transfer: DataTransfer, kind: K, payload: Payload<K>): void {
  transfer.setData(dragTypes[kind], JSON.stringify(payload));
  transfer.effectAllowed = 'copyMove';
}

/** While dragging over, data cannot be read yet, only its types. */
export function carriesDrag(transfer: DataTransfer | null, kind: DragKind | 'files'): boolean {
  return transfer?.types.includes(kind === 'files' ? 'Files' : dragTypes[kind]) ?? false;
}

/** What was dropped, or null when it is something else or comes from elsewhere and does not parse. */
export function readDrag<K extends DragKind>(transfer: DataTransfer | null, kind: K): Payload<K> | null {
  const text = transfer?.getData(dragTypes[kind]);
  if (!text) return null;
  try {
    const parsed = payloads[kind].safeParse(JSON.parse(text));
    return parsed.success ? (parsed.data as Payload<K>) : null;
  } catch {
    return null;
  }
}
