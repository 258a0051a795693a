import type { Project } from '@shared/document/records';
import { currentDocument } from '../state/documentStore';
import { type Settings, settingsStore, useSettings } from '../state/settingsStore';
import { isPenTool, isShapeTool, type StageTool } from './stageStore';

export type DrawingSettings = Settings['drawing'];
/** The tools that have a width of their own. */
export type SizedTool = keyof DrawingSettings['sizes'];

export const useDrawingSettings = (): DrawingSettings => useSettings((settings) => settings.drawing);

export function changeDrawing(fields: Partial<DrawingSettings>): void {
  settingsStore.setState(({ drawing }) => ({ drawing: { ...drawing, ...fields } }));
}

export function sizedTool(tool: StageTool): SizedTool | null {
  if (isPenTool(tool)) return tool;
  if (isShapeTool(tool)) return 'shape';
  return tool === 'text' ? 'text' : null;
}

/** Smallest and largest width, parts of the frame's width; of a text its height. */
export const sizeLimits: Readonly<Record<SizedTool, readonly [number, number]>> = {
  pen: [0.0005, 0.05],
  brush: [0.002, 0.2],
  eraser: [0.002, 0.3],
  shape: [0.0005, 0.05],
  text: [0.01, 0.4],
};

export function setSize(tool: SizedTool, size: number): void {
  const { drawing } = settingsStore.getState();
  const [least, most] = sizeLimits[tool];
  const held = Math.round(Math.min(most, Math.max(least, size)) * 1e5) / 1e5;
  changeDrawing({ sizes: { ...drawing.sizes, [tool]: held } });
}

/** The colour in hand; until one is chosen, one that is seen on the project's background. */
export function drawingColour(): string {
  const { colour } = settingsStore.getState().drawing;
  return colour ?? contrastColour(currentDocument().project().background);
}

export function contrastColour(background: Project['background']): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(background.slice(at, at + 2), 16));
  const light = 0.299 * (red ?? 0) + 0.587 * (green ?? 0) + 0.114 * (blue ?? 0);
  return light > 140 ? '#1a1c1f' : '#f3f4f6';
}
