import type { Layer, LayerTransform } from '@shared/document/records';
import { useChildren } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { FieldRow } from '../ui/FieldRow';
import { IconButton } from '../ui/IconButton';
import { FlipHorizontal2 } from '../ui/icons';
import { NumberField } from '../ui/NumberField';
import { Select } from '../ui/Select';
import { ShapeFields, TextFields } from './DrawnFields';
import styles from './Layers.module.css';
import { editLayers } from './layerMenu';

/** Numbers of the selected layers. A field that differs among several shows a dash; typing sets all. */
export function LayerFields({ layers }: { readonly layers: readonly Layer[] }) {
  const ids = layers.map((layer) => layer.id);
  const isLocked = layers.some((layer) => layer.isLocked);
  const shared = (read: (layer: Layer) => number): number | null => {
    const [first, ...rest] = layers.map(read);
    return first !== undefined && rest.every((value) => value === first) ? first : null;
  };
  const setTransform = (transform: Partial<LayerTransform>, label: string): void =>
    void runCommand(
      'layer.setTransform',
      { layers: ids.map((layerId) => ({ layerId, transform })), label },
      { keepSelection: true },
    );
  const [only] = layers.length === 1 ? layers : [];
  return (
    <div className={styles.fields}>
      <FieldRow label="Position">
        <NumberField
          label="Position x"
          prefix="x"
          unit="%"
          decimals={1}
          step={0.5}
          isDisabled={isLocked}
          value={percent(shared((layer) => layer.transform.x))}
          onCommit={(x) => setTransform({ x: x / 100 }, 'Move Layer')}
        />
        <NumberField
          label="Position y"
          prefix="y"
          unit="%"
          decimals={1}
          step={0.5}
          isDisabled={isLocked}
          value={percent(shared((layer) => layer.transform.y))}
          onCommit={(y) => setTransform({ y: y / 100 }, 'Move Layer')}
        />
      </FieldRow>
      <FieldRow label="Width">
        <NumberField
          label="Width in parts of the frame"
          unit="%"
          decimals={1}
          min={0.1}
          max={100_000}
          isDisabled={isLocked}
          value={percent(shared((layer) => layer.transform.scale))}
          onCommit={(width) => setTransform({ scale: width / 100 }, 'Scale Layer')}
        />
        <IconButton
          icon={FlipHorizontal2}
          label="Flip horizontally"
          size="small"
          disabled={isLocked}
          isActive={layers.every((layer) => layer.transform.flipX)}
          onClick={() =>
            setTransform({ flipX: !layers.every((layer) => layer.transform.flipX) }, 'Flip Layer')
          }
        />
      </FieldRow>
      <FieldRow label="Rotation">
        <NumberField
          label="Rotation"
          unit="°"
          decimals={1}
          isDisabled={isLocked}
          value={shared((layer) => layer.transform.rotationDeg)}
          onCommit={(rotationDeg) => setTransform({ rotationDeg }, 'Turn Layer')}
        />
      </FieldRow>
      <FieldRow label="Depth">
        <NumberField
          label="Depth, 1 is the picture plane, more is further away"
          decimals={2}
          step={0.05}
          min={0.05}
          max={1000}
          value={shared((layer) => layer.depth)}
          onCommit={(depth) => editLayers(ids, { depth })}
        />
        <span className={styles.fact}>{depthWord(shared((layer) => layer.depth))}</span>
      </FieldRow>
      <FieldRow label="Opacity">
        <NumberField
          label="Opacity"
          unit="%"
          decimals={0}
          min={0}
          max={100}
          value={percent(shared((layer) => layer.opacity))}
          onCommit={(opacity) => editLayers(ids, { opacity: opacity / 100 })}
        />
      </FieldRow>
      {only?.content.type === 'pin' && <PinFields layer={only} content={only.content} />}
      {only?.content.type === 'text' && <TextFields layer={only} content={only.content} />}
      {only?.content.type === 'shape' && <ShapeFields layer={only} content={only.content} />}
    </div>
  );
}

interface PinFieldsProps {
  readonly layer: Layer;
  readonly content: Extract<Layer['content'], { type: 'pin' }>;
}

/** Which look and which of its pictures a pin shows. */
function PinFields({ layer, content }: PinFieldsProps) {
  const looks = useChildren('look', content.elementId);
  const look = looks.find((candidate) => candidate.id === content.lookId) ?? looks[0];
  if (!look) return null;
  const set = (lookId: string, view: number): void =>
    void runCommand('layer.setPinView', { layerId: layer.id, lookId, view }, { keepSelection: true });
  return (
    <>
      <FieldRow label="Look">
        <Select
          label="Look"
          value={look.id as string}
          options={looks.map((candidate) => ({
            value: candidate.id as string,
            label: candidate.name || 'Untitled look',
          }))}
          onChange={(lookId) => set(lookId, 0)}
        />
      </FieldRow>
      <FieldRow label="View">
        <Select
          label="View"
          value={String(content.view)}
          options={look.references.map((_mediaId, view) => ({
            value: String(view),
            label: view === 0 ? 'Front' : `View ${view + 1}`,
          }))}
          onChange={(view) => set(look.id, Number(view))}
        />
      </FieldRow>
    </>
  );
}

/** Shares as percent, without the noise of binary fractions. */
function percent(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1e4) / 100;
}

function depthWord(depth: number | null): string {
  if (depth === null) return '';
  if (depth === 1) return 'picture plane';
  return depth > 1 ? 'behind' : 'in front';
}
