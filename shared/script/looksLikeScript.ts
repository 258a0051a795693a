import { isHeading, readFountain } from './fountain';
import { plainScriptAsFountain } from './plainScript';

/** Characters that are looked at. */
const lookedAt = 50_000;

/** Whether a text is a screenplay without any doubt: headings as scenes have them, and somebody who speaks below them or a second one. */
export function looksLikeScript(text: string): boolean {
  // Most of what is pasted is one line.
  if (!/[\n\r]/.test(text.trim()) || !/^[.\s]*(?:INT|EXT|EST|I\.?\/E|[○◯〇●■])/im.test(text)) return false;
  const { scenes } = readFountain(plainScriptAsFountain(text.slice(0, lookedAt))).screenplay;
  const headed = scenes.filter(({ heading }) => isHeading(heading) || /^[^\s]{1,40}$/.test(heading));
  const speaks = headed.some(({ items }) => items.some(({ type }) => type === 'dialogue'));
  return headed.length > 1 || (headed.length === 1 && speaks);
}
