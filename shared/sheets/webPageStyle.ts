import { ink } from './pageItems';
import type { SheetSettings } from './settings';

/** How the page looks on a screen and on paper. Nothing of the film's words is in it. */
export function webPageStyle(
  { paper, orientation, layout, breaksAtScenes }: SheetSettings,
  columns: number,
  frame: { readonly width: number; readonly height: number },
): string {
  return `:root { color-scheme: light; --columns: ${columns}; --ratio: ${frame.width} / ${frame.height}; }
@page { size: ${paper === 'a4' ? 'A4' : 'letter'} ${orientation}; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: ${columns === 1 ? 1000 : 1600}px; color: ${ink.text}; background: #fff; font: 14px/1.45 "Noto Sans JP", "Hiragino Sans", "Yu Gothic", Meiryo, system-ui, sans-serif; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
header { border-bottom: 1px solid ${ink.rule}; margin-bottom: 20px; padding-bottom: 10px; }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
header p { margin: 0; color: ${ink.dim}; }
h2 { font-size: 14px; margin: 20px 0 12px; padding: 4px 8px; background: ${ink.band}; overflow-wrap: anywhere; break-after: avoid; }
.panels { display: grid; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); gap: 20px 18px; }
article { break-inside: avoid; min-width: 0; }
.caption { display: flex; gap: 8px; align-items: baseline; margin: 0 0 4px; }
.caption b { font-size: 15px; overflow-wrap: anywhere; }
.caption span { color: ${ink.dim}; font-size: 12px; }
.caption .framing { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.caption .length { font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { position: relative; margin: 0; aspect-ratio: var(--ratio); border: 1px solid ${ink.rule}; overflow: hidden; }
figure img, figure svg { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.missing { background: linear-gradient(to top right, transparent calc(50% - 0.5px), ${ink.rule} 50%, transparent calc(50% + 0.5px)), linear-gradient(to bottom right, transparent calc(50% - 0.5px), ${ink.rule} 50%, transparent calc(50% + 0.5px)); }
.words p { margin: 5px 0 0; white-space: pre-line; overflow-wrap: anywhere; }
.words .line b { font-size: 12px; }
.words .notes { color: ${ink.dim}; font-size: 12px; }
${layout === 'ekonte' ? sheetRows : ''}@media (max-width: 700px) { :root { --columns: 1; } body { padding: 12px; } }
@media print { :root { --columns: ${columns}; } body { padding: 0; max-width: none; font-size: 9pt; } h1 { font-size: 16pt; } .cover { break-after: page; border: 0; padding-top: 30vh; } .cover h1 { font-size: 34pt; }${breaksAtScenes ? ' section + section { break-before: page; }' : ''} }
`;
}

/** Read downwards: cut and time on the left, then the picture, then the words. */
const sheetRows = `.panels { gap: 0; }
article { display: grid; grid-template-columns: 5.5em minmax(0, 45%) minmax(0, 1fr); gap: 12px; padding: 10px 0; border-bottom: 1px solid ${ink.rule}; }
.caption { flex-direction: column; gap: 2px; }
.caption .framing { flex: none; }
.words p:first-child { margin-top: 0; }
@media (max-width: 700px) { article { grid-template-columns: 3.5em minmax(0, 1fr); } .words { grid-column: 2; } }
`;
