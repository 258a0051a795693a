import { rotate } from '../camera/projection';
import { layoutText } from '../compositor/drawn/textLayout';
import type { Draft } from '../document/draft';
import type { Layer, LayerTransform } from '../document/records';
import { updateLinked } from './editLinked';

type Text = Extract<Layer['content'], { type: 'text' }>;

/** Other words or another look for a text layer and those linked to it. Its name follows its words until it has one of its own. */
export function writeLayerText(draft: Draft, layer: Layer, next: Text): void {
  const { content } = layer;
  if (content.type !== 'text') return;
  const { frameSize } = draft.project();
  const transform = heldTransform(layer.transform, content, next, frameSize.width / frameSize.height);
  updateLinked(draft, layer, { content: next, transform });
  if (layer.name === nameOfText(content.text))
    draft.update('layer', layer.id, { name: nameOfText(next.text) });
}

/** The layer is called by its words until somebody gives it a name. */
export function nameOfText(text: string): string {
  const line = text.trim().split(/\s*\n/)[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 39).trimEnd()}…` : line || 'Text';
}

/** A text grows away from the side it is aligned to, and downwards: a layer's place is its middle, which moves for that. */
function heldTransform(before: LayerTransform, from: Text, to: Text, ratio: number): LayerTransform {
  const [old, next] = [layoutText(from), layoutText(to)];
  const side = to.align === 'left' ? 1 : to.align === 'right' ? -1 : 0;
  const mirror = before.flipX ? -1 : 1;
  const moved = rotate(
    {
      x: ((next.width - old.width) / 2) * side * mirror * before.scale,
      y: ((next.height - old.height) / 2) * before.scale,
    },
    before.rotationDeg,
  );
  return { ...before, x: before.x + moved.x, y: before.y + moved.y * ratio };
}
