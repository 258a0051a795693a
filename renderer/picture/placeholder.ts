import type { PaintImage } from '@shared/compositor/paint';

/** Px of the longest side: small enough to be made at once, large enough for its words to be read. */
const longestSide = 960;
const square = 24;
const frameWidth = 7;
const fontPx = 36;

/** A colour of the window's own, which a canvas does not know by its name. */
function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** What stands where a media is missing: a dark checker in a red frame with its name and why, in the media's own ratio. */
export function placeholderImage(
  name: string,
  word: string,
  natural: { readonly width: number; readonly height: number },
): PaintImage<OffscreenCanvas> {
  const scale = longestSide / Math.max(natural.width, natural.height);
  const width = Math.max(1, Math.round(natural.width * scale));
  const height = Math.max(1, Math.round(natural.height * scale));
  const source = new OffscreenCanvas(width, height);
  const context = source.getContext('2d');
  if (!context) return { source, width, height };
  context.fillStyle = token('--color-panel');
  context.fillRect(0, 0, width, height);
  context.fillStyle = token('--color-raised');
  for (let y = 0; y * square < height; y += 1) {
    for (let x = y % 2; x * square < width; x += 2) context.fillRect(x * square, y * square, square, square);
  }
  context.strokeStyle = token('--color-danger');
  context.lineWidth = frameWidth;
  context.strokeRect(frameWidth / 2, frameWidth / 2, width - frameWidth, height - frameWidth);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const lines: readonly (readonly [text: string, colour: string, weight: number, y: number])[] = [
    [word, token('--color-danger-text'), 600, height / 2 - fontPx * 0.7],
    [name, token('--color-text'), 500, height / 2 + fontPx * 0.7],
  ];
  for (const [text, colour, weight, y] of lines) {
    context.font = `${weight} ${fontPx}px 'Inter Variable', Inter, 'Noto Sans JP Variable', sans-serif`;
    context.fillStyle = colour;
    context.fillText(
      shortened(text, width - 4 * frameWidth, (part) => context.measureText(part).width),
      width / 2,
      y,
    );
  }
  return { source, width, height };
}

/** The middle is left out: beginnings and endings tell file names apart. */
function shortened(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text;
  const letters = [...text];
  for (let kept = letters.length - 1; kept > 2; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const short = `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (kept - head)).join('')}`;
    if (widthOf(short) <= room) return short;
  }
  return '';
}
