import type { Project } from '@shared/document/records';
import { defaultSize, evenSize, framePresets, presetOfSize, ratioText } from '@shared/frame/framePresets';
import { useState } from 'react';
import { runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import { FieldRow } from '../ui/FieldRow';
import { NumberField } from '../ui/NumberField';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Select } from '../ui/Select';
import { TileGroup } from '../ui/TileGroup';
import styles from './Project.module.css';

type Keep = 'fit' | 'fill' | 'place';
const keeps = [
  { value: 'fit', label: 'Fit' },
  { value: 'fill', label: 'Fill' },
  { value: 'place', label: 'Same place' },
] as const satisfies readonly { value: Keep; label: string }[];
const keepWords: Readonly<Record<Keep, string>> = {
  fit: 'All of the old frame stays in sight; new edges are empty.',
  fill: 'The old frame covers the new one; what sticks out is cut off.',
  place: 'Layers keep their places and widths as parts of the frame.',
};
const custom = 'custom';
/** px of the longer side of a drawn frame. */
const tileSide = 24;
const sketchSide = 150;

type Size = Project['frameSize'];

function FrameShape({ width, height }: Size) {
  const scale = tileSide / Math.max(width, height);
  return <span className={styles.shape} style={{ width: width * scale, height: height * scale }} />;
}

/** The old frame in the new one, as its pictures will lie. */
function Sketch({ from, to, keep }: { readonly from: Size; readonly to: Size; readonly keep: Keep }) {
  const [across, down] = [to.width / from.width, to.height / from.height];
  const scale = keep === 'fit' ? Math.min(across, down) : keep === 'fill' ? Math.max(across, down) : across;
  const drawn = sketchSide / Math.max(to.width, to.height);
  const old = { width: from.width * scale * drawn, height: from.height * scale * drawn };
  return (
    <div className={styles.sketch} aria-hidden>
      <div className={styles.sketchNew} style={{ width: to.width * drawn, height: to.height * drawn }}>
        <span className={styles.sketchOld} style={old} />
      </div>
    </div>
  );
}

/** The frame of the finished film, at any time. */
export function PicturePage({ project }: { readonly project: Project }) {
  const { frameSize } = project;
  const [size, setSize] = useState<Size>(frameSize);
  const [isCustom, setCustom] = useState(() => presetOfSize(frameSize) === undefined);
  const [keep, setKeep] = useState<Keep>('fit');
  const preset = isCustom ? undefined : presetOfSize(size);
  const isSame = size.width === frameSize.width && size.height === frameSize.height;
  const isSameRatio = size.width * frameSize.height === size.height * frameSize.width;
  const choose = (id: string): void => {
    const chosen = framePresets.find((candidate) => candidate.id === id);
    setCustom(!chosen);
    if (chosen) {
      const { width, height } = defaultSize(chosen);
      setSize({ width, height });
    }
  };
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        Now {frameSize.width} × {frameSize.height}, {ratioText(frameSize)}.
      </p>
      <TileGroup
        label="Shape of the picture"
        value={preset?.id ?? custom}
        columns={8}
        tiles={[
          ...framePresets.map((each) => ({
            value: each.id,
            label: each.name,
            detail: each.use,
            picture: <FrameShape {...defaultSize(each)} />,
          })),
          { value: custom, label: 'Custom', detail: 'Any even size', picture: <FrameShape {...size} /> },
        ]}
        onChange={choose}
      />
      <FieldRow label="Size" className={styles.row}>
        {preset ? (
          <Select
            label="Size of the picture"
            className={styles.medium}
            value={`${size.width}x${size.height}`}
            options={preset.sizes.map(({ width, height, name }) => ({
              value: `${width}x${height}`,
              label: `${width} × ${height}  ${name}`,
            }))}
            onChange={(value) => {
              const [width, height] = value.split('x').map(Number);
              if (width && height) setSize({ width, height });
            }}
          />
        ) : (
          <>
            <NumberField
              label="Width in pixels"
              value={size.width}
              min={16}
              max={8192}
              step={2}
              decimals={0}
              unit="px"
              onCommit={(width) => setSize({ ...size, width: evenSize(width) })}
            />
            <span className={styles.hint}>×</span>
            <NumberField
              label="Height in pixels"
              value={size.height}
              min={16}
              max={8192}
              step={2}
              decimals={0}
              unit="px"
              onCommit={(height) => setSize({ ...size, height: evenSize(height) })}
            />
            <span className={styles.hint}>{ratioText(size)}</span>
          </>
        )}
      </FieldRow>
      {!isSameRatio && (
        <div className={styles.effect}>
          <div className={styles.effectWords}>
            <FieldRow label="Layers" className={styles.row}>
              <SegmentedControl
                label="How layers are kept"
                value={keep}
                segments={keeps}
                onChange={setKeep}
              />
            </FieldRow>
            <p className={styles.hint}>
              {keepWords[keep]} Drawings, pictures and texts keep their shape; camera moves go along. Takes
              are shown filling the new frame.
            </p>
          </div>
          <Sketch from={frameSize} to={size} keep={keep} />
        </div>
      )}
      {isSameRatio && !isSame && (
        <p className={styles.hint}>The same shape: every layer stays where it is, sharper or softer.</p>
      )}
      <div className={styles.apply}>
        <Button
          variant="accent"
          disabled={isSame}
          onClick={() => void runCommand('project.setFrameSize', { frameSize: size, keep })}
        >
          Change Size
        </Button>
        {!isSame && (
          <Button
            variant="plain"
            onClick={() => {
              setSize(frameSize);
              setCustom(presetOfSize(frameSize) === undefined);
            }}
          >
            Reset
          </Button>
        )}
      </div>
    </div>
  );
}
