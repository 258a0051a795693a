import type { ActionId } from '@shared/actions/catalogue';
import { findAction } from '@shared/actions/catalogue';
import { Fragment } from 'react';
import { runAction } from '../state/actions';
import { IconButton } from '../ui/IconButton';
import {
  Brush,
  Camera,
  Circle,
  Eraser,
  Hand,
  type Icon,
  MousePointer2,
  MoveUpRight,
  Pencil,
  Square,
  Type,
} from '../ui/icons';
import styles from './Stage.module.css';
import { type StageTool, useStage } from './stageStore';

interface Tool {
  readonly tool: StageTool;
  readonly action: ActionId;
  readonly label: string;
  readonly icon: Icon;
}

/** In groups, as they are set apart in the strip. */
const groups: readonly (readonly Tool[])[] = [
  [
    { tool: 'select', action: 'stage.useSelect', label: 'Select and move layers', icon: MousePointer2 },
    { tool: 'hand', action: 'stage.useHand', label: 'Move the view', icon: Hand },
  ],
  [
    { tool: 'pen', action: 'stage.usePen', label: 'Draw with the pen', icon: Pencil },
    { tool: 'brush', action: 'stage.useBrush', label: 'Paint with the brush', icon: Brush },
    { tool: 'eraser', action: 'stage.useEraser', label: 'Erase from drawings', icon: Eraser },
  ],
  [
    { tool: 'text', action: 'stage.useText', label: 'Write text', icon: Type },
    { tool: 'arrow', action: 'stage.useArrow', label: 'Arrow', icon: MoveUpRight },
    { tool: 'rectangle', action: 'stage.useRectangle', label: 'Rectangle', icon: Square },
    { tool: 'ellipse', action: 'stage.useEllipse', label: 'Ellipse', icon: Circle },
  ],
  [{ tool: 'camera', action: 'stage.useCamera', label: 'Camera frames', icon: Camera }],
];

/** The tools of the stage, one in hand. */
export function ToolStrip() {
  const current = useStage((state) => state.tool);
  return (
    <div className={styles.tools} role="toolbar" aria-label="Tools" aria-orientation="vertical">
      {groups.map((tools, index) => (
        <Fragment key={tools[0]?.tool}>
          {index > 0 && <span className={styles.toolGap} />}
          {tools.map(({ tool, action, label, icon }) => (
            <IconButton
              key={tool}
              icon={icon}
              label={label}
              keys={findAction(action)?.keys?.[0]}
              tooltipSide="right"
              isActive={tool === current}
              onClick={() => runAction(action)}
            />
          ))}
        </Fragment>
      ))}
    </div>
  );
}
