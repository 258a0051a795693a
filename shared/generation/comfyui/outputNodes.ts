import { type ApiWorkflow, linkOf } from './apiWorkflow';
import type { ObjectInfo } from './objectInfo';

/** How a node that ends a workflow gives its result. */
export interface OutputForm {
  readonly makes: 'video' | 'image';
  /** Ekonte cannot take it as it is. */
  readonly isAnimatedPicture?: true;
}

/** Best first. Custom nodes that the makers of many workflows use are among them. */
const outputForms: ReadonlyMap<string, OutputForm> = new Map<string, OutputForm>([
  ['SaveVideo', { makes: 'video' }],
  ['VHS_VideoCombine', { makes: 'video' }],
  ['SaveWEBM', { makes: 'video' }],
  ['SaveAnimatedWEBP', { makes: 'video', isAnimatedPicture: true }],
  ['SaveAnimatedPNG', { makes: 'video', isAnimatedPicture: true }],
  ['SaveImage', { makes: 'image' }],
  ['PreviewImage', { makes: 'image' }],
]);

export interface FoundOutput extends OutputForm {
  readonly nodeId: string;
}

/**
 * Nodes whose files can be the result, best first. Others that end the workflow come last, by what their class is called.
 * @param info null = the classes Ekonte knows only
 */
export function findOutputs(workflow: ApiWorkflow, info: ObjectInfo | null): FoundOutput[] {
  const order = [...outputForms.keys()];
  const rank = (nodeId: string): number => {
    const index = order.indexOf(workflow[nodeId]?.class_type ?? '');
    return index < 0 ? order.length : index;
  };
  return Object.entries(workflow)
    .flatMap(([nodeId, { class_type }]): FoundOutput[] => {
      const known = outputForms.get(class_type);
      if (known) return [{ nodeId, ...known }];
      const isOutput =
        info?.get(class_type)?.isOutputNode ?? /^Save|VideoCombine|SaveImage/i.test(class_type);
      if (!isOutput || /audio|text|latent|model|checkpoint|lora/i.test(class_type)) return [];
      return [{ nodeId, makes: /video|webm|mp4/i.test(class_type) ? 'video' : 'image' }];
    })
    .sort((a, b) => rank(a.nodeId) - rank(b.nodeId));
}

/**
 * The same workflow, with an animated WebP or PNG at its end saved as MP4 instead: Ekonte and other editors cannot read
 * animated pictures frame by frame. Both nodes belong to ComfyUI itself.
 * @returns null when there is nothing to change, or the server is too old for these nodes
 */
export function withVideoFile(
  workflow: ApiWorkflow,
  output: FoundOutput,
  info: ObjectInfo | null,
): ApiWorkflow | null {
  if (!output.isAnimatedPicture) return null;
  if (info && !(info.has('CreateVideo') && info.has('SaveVideo'))) return null;
  const node = workflow[output.nodeId];
  const images = node?.inputs['images'];
  if (!node || images === undefined || !linkOf(images)) return null;
  const maker = freeId(workflow, output.nodeId);
  return {
    ...workflow,
    [maker]: {
      class_type: 'CreateVideo',
      inputs: { images, fps: node.inputs['fps'] ?? 24 },
      _meta: { title: 'Create Video' },
    },
    [output.nodeId]: {
      class_type: 'SaveVideo',
      inputs: {
        video: [maker, 0],
        filename_prefix: node.inputs['filename_prefix'] ?? 'ekonte',
        format: 'mp4',
        codec: 'h264',
      },
      _meta: { title: 'Save Video' },
    },
  };
}

function freeId(workflow: ApiWorkflow, nodeId: string): string {
  let id = `${nodeId}-video`;
  while (Object.hasOwn(workflow, id)) id += '-';
  return id;
}
