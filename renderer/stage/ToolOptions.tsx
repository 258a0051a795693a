import { useDocument } from '../state/documentStore';
import { Checkbox } from '../ui/Checkbox';
import { ColourField } from '../ui/ColourField';
import { NumberField } from '../ui/NumberField';
import { Slider } from '../ui/Slider';
import {
  changeDrawing,
  contrastColour,
  type SizedTool,
  setSize,
  sizedTool,
  sizeLimits,
  useDrawingSettings,
} from './drawingSettings';
import styles from './Stage.module.css';
import { useStage } from './stageStore';

/** How the tool in hand draws: its colour, width and opacity. Nothing while none draws. */
export function ToolOptions() {
  const tool = useStage((state) => state.tool);
  const { colour, opacity, sizes, isFilled } = useDrawingSettings();
  const background = useDocument((document) => document.project().background);
  const width = useDocument((document) => document.project().frameSize.width);
  const sized = sizedTool(tool);
  if (!sized) return null;
  const isClosed = tool === 'rectangle' || tool === 'ellipse';
  const px = (size: number): number => Math.round(size * width * 10) / 10;
  return (
    <div className={styles.options} role="toolbar" aria-label="How the tool draws">
      {tool !== 'eraser' && (
        <ColourField
          label="Colour"
          value={colour ?? contrastColour(background)}
          onCommit={(next) => changeDrawing({ colour: next })}
        />
      )}
      <span>
        {sized === 'text' ? 'Height' : 'Width'}
        <Slider
          label={sized === 'text' ? 'Height of the text' : 'Width of the tool'}
          className={styles.optionSlider}
          min={0}
          max={1}
          step={0.01}
          value={toSlider(sized, sizes[sized])}
          onChange={(position) => setSize(sized, fromSlider(sized, position))}
        />
        <NumberField
          label={sized === 'text' ? 'Height of a line' : 'Width'}
          unit="px"
          decimals={1}
          min={0.1}
          max={px(sizeLimits[sized][1])}
          value={px(sizes[sized])}
          onCommit={(next) => setSize(sized, next / width)}
        />
      </span>
      {tool !== 'eraser' && tool !== 'text' && (
        <span>
          Opacity
          <NumberField
            label="Opacity of the tool"
            unit="%"
            decimals={0}
            min={1}
            max={100}
            value={Math.round(opacity * 100)}
            onCommit={(next) => changeDrawing({ opacity: next / 100 })}
          />
        </span>
      )}
      {isClosed && (
        <Checkbox
          label="Filled"
          isChecked={isFilled}
          onChange={(next) => changeDrawing({ isFilled: next })}
        />
      )}
    </div>
  );
}

/** Widths go by factors: as fine a step at one pixel as at a hundred. */
function toSlider(tool: SizedTool, size: number): number {
  const [least, most] = sizeLimits[tool];
  return Math.log(Math.max(size, least) / least) / Math.log(most / least);
}

function fromSlider(tool: SizedTool, position: number): number {
  const [least, most] = sizeLimits[tool];
  return least * (most / least) ** position;
}
