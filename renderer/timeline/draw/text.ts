const widths = new Map<string, number>();
const fitted = new Map<string, string>();
const mostRemembered = 20_000;

/** Forgets everything measured: when fonts arrive, texts change their width. */
export function forgetTextMeasures(): void {
  widths.clear();
  fitted.clear();
}

/** Width of a text in the context's present font, px; measured once. */
export function textWidth(context: CanvasRenderingContext2D, text: string): number {
  const key = `${context.font}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > mostRemembered) widths.clear();
  const { width } = context.measureText(text);
  widths.set(key, width);
  return width;
}

/** The text, or as much of its beginning as fits with an ellipsis; empty when nothing of it does. */
export function fitText(context: CanvasRenderingContext2D, text: string, widthPx: number): string {
  if (widthPx <= 0) return '';
  if (textWidth(context, text) <= widthPx) return text;
  const key = `${context.font}|${Math.floor(widthPx)}|${text}`;
  const known = fitted.get(key);
  if (known !== undefined) return known;
  // By code points, so that no half of a character is left.
  const points = [...text];
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${points.slice(0, middle).join('')}…`).width <= widthPx) low = middle;
    else high = middle - 1;
  }
  const result = low === 0 ? '' : `${points.slice(0, low).join('').trimEnd()}…`;
  if (fitted.size > mostRemembered) fitted.clear();
  fitted.set(key, result);
  return result;
}
