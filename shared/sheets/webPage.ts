import { counted } from '../generation/problemWords';
import { frames } from '../time/frames';
import { formatRate } from '../time/rate';
import { formatSecondsAndFrames } from '../time/timecode';
import { attributeText, xmlText } from '../xml/writeXml';
import type { CameraMarks } from './cameraMarks';
import type { SheetContent, SheetPanel } from './content';
import { cellShape } from './gridPages';
import { markItems } from './layoutSheets';
import { runningTime, sceneText } from './pageFrame';
import type { PageItem } from './pageItems';
import type { SheetSettings } from './settings';
import { webPageStyle } from './webPageStyle';

/*
 * The storyboard as one page for a browser: no script, nothing from elsewhere, and a policy in the page that forbids both. All words
 * of the film are escaped. Written piece by piece, so that thousands of pictures are never in memory at once.
 */

/** Nothing but what stands in the file itself. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** The picture of a panel as it stands in the page. */
export interface WebPicture {
  /** As `data:image/jpeg;base64,…`; null = its media is missing. */
  readonly source: string | null;
  readonly marks: CameraMarks['frames'] | null;
}

/** @param language BCP 47, of the film: what Japanese letters look like depends on it */
export function webPageStart(content: SheetContent, settings: SheetSettings, language: string): string {
  const { title, episode, date, shotCount, panels, scenes, lengthFrames, rate, frameSize } = content;
  const aside = [episode, settings.draft.trim(), date].filter((part) => part !== '');
  const counts = [
    counted(scenes.size, 'scene'),
    counted(shotCount, 'shot'),
    counted(panels.length, 'board'),
    runningTime(lengthFrames, rate),
    `${formatRate(rate)} fps`,
    `${frameSize.width} × ${frameSize.height}`,
  ];
  return `<!doctype html>
<html lang="${attributeText(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attributeText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${xmlText(title)}</title>
<style>
${webPageStyle(settings, columnsOf(settings, frameSize), frameSize)}</style>
</head>
<body>
<header${settings.hasCover ? ' class="cover"' : ''}>
<h1>${xmlText(title)}</h1>
<p>${xmlText(aside.join(' · '))}</p>
<p>${xmlText(counts.join(' · '))}</p>
</header>
<main>
`;
}

/** A panel, with the heading of its scene where that begins. Panels come in their order. */
export function webPanel(
  content: SheetContent,
  index: number,
  settings: SheetSettings,
  picture: WebPicture,
): string {
  const panel = content.panels[index] as SheetPanel;
  const before = content.panels[index - 1];
  const isNewScene = before?.sceneId !== panel.sceneId;
  const heading = sceneText(content, panel.sceneId);
  const open = isNewScene
    ? `${before ? sectionEnd : ''}<section>\n${heading === '' ? '' : `<h2>${xmlText(heading)}</h2>\n`}<div class="panels">\n`
    : '';
  return `${open}<article>\n${captionOf(content, panel, settings)}${figureOf(content, panel, picture)}<div class="words">\n${wordsOf(panel, settings)}</div>\n</article>\n`;
}

export function webPageEnd({ panels }: SheetContent): string {
  return `${panels.length > 0 ? sectionEnd : ''}</main>\n</body>\n</html>\n`;
}

const sectionEnd = '</div>\n</section>\n';

/** As many side by side as on paper; one of the Japanese sheet. */
const columnsOf = (settings: SheetSettings, frame: SheetContent['frameSize']): number =>
  settings.layout === 'ekonte' ? 1 : cellShape(settings, frame).grid.columns;

function captionOf(content: SheetContent, panel: SheetPanel, settings: SheetSettings): string {
  const board = panel.boardCount > 1 ? `${panel.boardIndex + 1}/${panel.boardCount}` : '';
  const length = settings.showsLength ? formatSecondsAndFrames(frames(panel.lengthFrames), content.rate) : '';
  const framing = settings.showsFraming
    ? [panel.transition, panel.framing].filter((part) => part !== '').join(' · ')
    : '';
  return `<p class="caption"><b>${xmlText(panel.shotLabel)}</b> <span>${xmlText(board)}</span> <span class="framing">${xmlText(framing)}</span> <span class="length">${xmlText(length)}</span></p>\n`;
}

/** px across, in which marks are drawn; they grow with the picture. */
const marksWidth = 300;

function figureOf({ frameSize }: SheetContent, panel: SheetPanel, { source, marks }: WebPicture): string {
  const name = attributeText(`Shot ${panel.shotLabel}`);
  if (source === null)
    return `<figure class="missing" role="img" aria-label="${name}: the picture is missing"></figure>\n`;
  const { width, height } = frameSize;
  const image = `<img src="${attributeText(source)}" alt="${name}" width="${width}" height="${height}" loading="lazy">`;
  if (!marks) return `<figure>${image}</figure>\n`;
  const area = { width: marksWidth, height: (marksWidth * height) / width };
  const drawn = markItems({ type: 'picture', x: 0, y: 0, ...area, panel: 0 }, marks);
  const shapes = drawn.map(shapeOf).join('');
  return `<figure>${image}<svg viewBox="0 0 ${short(area.width)} ${short(area.height)}" aria-hidden="true">${shapes}</svg></figure>\n`;
}

function shapeOf(item: PageItem): string {
  switch (item.type) {
    case 'line': {
      const points = item.points.map(({ x, y }) => `${short(x)},${short(y)}`).join(' ');
      const dashes = item.isDashed ? ' stroke-dasharray="4 3"' : '';
      const paint = item.isFilled
        ? `fill="${item.colour}"`
        : `fill="none" stroke="${item.colour}" stroke-width="${short(item.width)}"${dashes}`;
      return `<${item.isClosed ? 'polygon' : 'polyline'} points="${points}" ${paint}/>`;
    }
    case 'box':
      return `<rect x="${short(item.x)}" y="${short(item.y)}" width="${short(item.width)}" height="${short(item.height)}" fill="${item.fill ?? 'none'}" stroke="${item.stroke ?? 'none'}" stroke-width="0.5"/>`;
    case 'text':
      return `<text x="${short(item.x)}" y="${short(item.y)}" font-size="${short(item.size)}" font-weight="${item.weight === 'bold' ? 700 : 400}" fill="${item.colour}">${xmlText(item.text)}</text>`;
    case 'picture':
      return '';
  }
}

const short = (value: number): string => String(Math.round(value * 100) / 100);

function wordsOf(panel: SheetPanel, settings: SheetSettings): string {
  const part = (name: string, text: string): string =>
    text === '' ? '' : `<p class="${name}">${xmlText(text)}</p>\n`;
  const lines = panel.lines.map(
    ({ speaker, text }) =>
      `<p class="line">${speaker === '' ? '' : `<b>${xmlText(speaker)}</b> `}${xmlText(text)}</p>\n`,
  );
  return [
    settings.showsAction ? part('action', panel.action) : '',
    ...(settings.showsDialogue ? lines : []),
    settings.showsNotes ? part('notes', panel.notes) : '',
  ].join('');
}
