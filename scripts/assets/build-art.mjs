/**
 * Writes the layers of the sample film as SVG text: `node scripts/assets/build-art.mjs [NAME…]`.
 * The drawings are tracked, so this is only run after a change to a drawing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as harbour from './art/harbour.mjs';

const folder = fileURLToPath(new URL('../../assets/sample/the-lighthouse/art/', import.meta.url));
/** A text this long is slow to review and to rasterise. */
const LARGEST_BYTES = 150_000;

const pictures = {
  'harbour-sky': harbour.harbourSky,
  'harbour-hills': harbour.harbourHills,
  'harbour-sea': harbour.harbourSea,
  'harbour-pier': harbour.harbourPier,
  'harbour-foreground': harbour.harbourForeground,
};

const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [name, draw] of Object.entries(pictures)) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
  const text = draw().toString();
  if (text.length > LARGEST_BYTES) throw new Error(`${name}.svg has ${text.length} bytes, more than ${LARGEST_BYTES}`);
  writeFileSync(`${folder}${name}.svg`, text);
  console.log(`${name}.svg ${Math.round(text.length / 1024)} KB`);
}
