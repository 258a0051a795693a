import type { Layer } from '@shared/document/records';
import { useDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { Checkbox } from '../ui/Checkbox';
import { ColourField } from '../ui/ColourField';
import { FieldRow } from '../ui/FieldRow';
import { NumberField } from '../ui/NumberField';
import { Select } from '../ui/Select';
import { TextArea } from '../ui/TextField';

type Content<Type extends Layer['content']['type']> = Extract<Layer['content'], { type: Type }>;

/** The words of a text layer and how they are set. */
export function TextFields({ layer, content }: { readonly layer: Layer; readonly content: Content<'text'> }) {
  const width = useDocument((document) => document.project().frameSize.width);
  const edit = (fields: Partial<Content<'text'>>): void =>
    void runCommand('layer.editText', { layerIds: [layer.id], fields }, { keepSelection: true });
  return (
    <>
      <FieldRow label="Text" isStacked>
        <TextArea
          key={layer.id}
          label="Text of the layer"
          rows={2}
          value={content.text}
          onCommit={(text) => edit({ text })}
        />
      </FieldRow>
      <FieldRow label="Colour">
        <ColourField
          label="Colour of the text"
          value={content.colour}
          isDisabled={layer.isLocked}
          onCommit={(colour) => colour && edit({ colour })}
        />
        <Checkbox label="Bold" isChecked={content.isBold} onChange={(isBold) => edit({ isBold })} />
      </FieldRow>
      <FieldRow label="Line">
        <NumberField
          label="Height of a line"
          unit="px"
          decimals={1}
          min={4}
          max={2 * width}
          isDisabled={layer.isLocked}
          value={Math.round(content.lineHeight * width * 10) / 10}
          onCommit={(height) => edit({ lineHeight: height / width })}
        />
        <Select
          label="Alignment"
          value={content.align}
          options={[
            { value: 'left', label: 'Left' },
            { value: 'centre', label: 'Centre' },
            { value: 'right', label: 'Right' },
          ]}
          onChange={(align) => edit({ align })}
        />
      </FieldRow>
    </>
  );
}

/** How a shape is drawn. */
export function ShapeFields({
  layer,
  content,
}: {
  readonly layer: Layer;
  readonly content: Content<'shape'>;
}) {
  const width = useDocument((document) => document.project().frameSize.width);
  const isLine = content.shape === 'line' || content.shape === 'arrow';
  const edit = (fields: Partial<Content<'shape'>>): void =>
    void runCommand('layer.editShape', { layerIds: [layer.id], fields }, { keepSelection: true });
  return (
    <>
      <FieldRow label={isLine ? 'Line' : 'Outline'}>
        <ColourField
          label={isLine ? 'Colour of the line' : 'Colour of the outline'}
          value={content.stroke}
          canBeNone={!isLine}
          isDisabled={layer.isLocked}
          onCommit={(stroke) =>
            edit({ stroke, ...(stroke && content.strokeWidth === 0 && { strokeWidth: 0.004 }) })
          }
        />
        <NumberField
          label="Width of the line"
          unit="px"
          decimals={1}
          min={0}
          max={width / 2}
          isDisabled={layer.isLocked}
          value={Math.round(content.strokeWidth * width * 10) / 10}
          onCommit={(px) => edit({ strokeWidth: px / width })}
        />
      </FieldRow>
      {isLine ? (
        <FieldRow label="Bow">
          <NumberField
            label="How far the line bows"
            unit="%"
            decimals={0}
            min={0}
            max={200}
            isDisabled={layer.isLocked}
            value={Math.round(content.ratio * 100)}
            onCommit={(percent) => edit({ ratio: percent / 100 })}
          />
        </FieldRow>
      ) : (
        <FieldRow label="Fill">
          <ColourField
            label="Fill"
            value={content.fill}
            canBeNone
            isDisabled={layer.isLocked}
            onCommit={(fill) => edit({ fill })}
          />
        </FieldRow>
      )}
    </>
  );
}
