import type { PageItem, PagePicture, PageText } from '@shared/sheets/pageItems';

const fontName = 'Noto Sans JP Variable';
const weights: Readonly<Record<PageText['weight'], number>> = { regular: 400, bold: 700 };

/** Draws a page as the PDF has it. `imageOf`: null = not made yet; its place stays grey. */
export function drawPage(
  context: CanvasRenderingContext2D,
  items: readonly PageItem[],
  imageOf: (item: PagePicture) => CanvasImageSource | null,
): void {
  for (const item of items) {
    switch (item.type) {
      case 'text':
        drawText(context, item);
        break;
      case 'box':
        if (item.fill !== null) {
          context.fillStyle = item.fill;
          context.fillRect(item.x, item.y, item.width, item.height);
        }
        if (item.stroke !== null) strokeBox(context, item, item.stroke, 0.8);
        break;
      case 'line': {
        context.beginPath();
        for (const { x, y } of item.points) context.lineTo(x, y);
        if (item.isClosed) context.closePath();
        if (item.isFilled) {
          context.fillStyle = item.colour;
          context.fill();
          break;
        }
        context.setLineDash(item.isDashed ? [3, 2] : []);
        context.lineJoin = 'round';
        context.lineWidth = item.width;
        context.strokeStyle = item.colour;
        context.stroke();
        context.setLineDash([]);
        break;
      }
      case 'picture': {
        const image = imageOf(item);
        context.fillStyle = '#e4e4e4';
        context.fillRect(item.x, item.y, item.width, item.height);
        if (image) context.drawImage(image, item.x, item.y, item.width, item.height);
        strokeBox(context, item, '#333333', 0.5);
        break;
      }
    }
  }
}

function strokeBox(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  colour: string,
  lineWidth: number,
): void {
  context.setLineDash([]);
  context.lineWidth = lineWidth;
  context.strokeStyle = colour;
  context.strokeRect(x, y, width, height);
}

/** As wide as it was measured: the window's own letters differ by hairs. */
function drawText(
  context: CanvasRenderingContext2D,
  { text, x, y, size, weight, colour, width }: PageText,
): void {
  if (text === '') return;
  context.font = `${weights[weight]} ${size}px "${fontName}"`;
  context.fontKerning = 'none';
  context.fillStyle = colour;
  const own = context.measureText(text).width;
  context.save();
  context.translate(x, y);
  if (own > 0) context.scale(width / own, 1);
  context.fillText(text, 0, 0);
  context.restore();
}

/** Brings in the letters of a page; they come in slices as they are needed. */
export async function loadLetters(items: readonly PageItem[]): Promise<void> {
  const letters: Record<PageText['weight'], Set<string>> = { regular: new Set(), bold: new Set() };
  for (const item of items)
    if (item.type === 'text') for (const letter of item.text) letters[item.weight].add(letter);
  await Promise.all(
    (['regular', 'bold'] as const).map((weight) =>
      document.fonts.load(`${weights[weight]} 10px "${fontName}"`, [...letters[weight]].join('')),
    ),
  );
}
