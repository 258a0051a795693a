import type { PaintImage } from '@shared/compositor/paint';

const longestSide = 640;
const square = 16;

/** What stands where a media is missing: a dark checker with its name, in the media's own ratio. */
export function placeholderImage(
  name: string,
  natural: { readonly width: number; readonly height: number },
): PaintImage<OffscreenCanvas> {
  const scale = longestSide / Math.max(natural.width, natural.height);
  const width = Math.max(1, Math.round(natural.width * scale));
  const height = Math.max(1, Math.round(natural.height * scale));
  const source = new OffscreenCanvas(width, height);
  const context = source.getContext('2d');
  if (!context) return { source, width, height };
  context.fillStyle = '#191b1e';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#212428';
  for (let y = 0; y * square < height; y += 1) {
    for (let x = y % 2; x * square < width; x += 2) context.fillRect(x * square, y * square, square, square);
  }
  context.strokeStyle = '#e5594f';
  context.lineWidth = 2;
  context.strokeRect(1, 1, width - 2, height - 2);
  context.fillStyle = '#8d949e';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = "500 22px 'Inter Variable', Inter, sans-serif";
  context.fillText(name, width / 2, height / 2, width - 24);
  return { source, width, height };
}
