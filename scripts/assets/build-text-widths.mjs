// Writes shared/compositor/drawn/interWidths.ts: how far each character of the bundled Inter moves the pen, so that text is
// laid out alike in the worker, in pages and in plain Node, where there is no canvas to ask. Run again when the font changes.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const files = join(root, 'node_modules/@fontsource-variable/inter/files');
/** Subset of the font, and the first and last characters asked of it. */
const ranges = [
  ['latin', 0x20, 0x7e],
  ['latin', 0xa0, 0xff],
  ['latin-ext', 0x100, 0x17f],
  ['greek', 0x386, 0x3ce],
  ['cyrillic', 0x401, 0x45f],
  ['latin', 0x2010, 0x2026],
];

const context = createCanvas(10, 10).getContext('2d');
const lines = [];
for (const [weight, name] of [
  [400, 'regular'],
  [700, 'bold'],
]) {
  lines.push(`  ${name}: [`);
  for (const [subset, first, last] of ranges) {
    const family = `Measured ${subset}`;
    GlobalFonts.registerFromPath(join(files, `inter-${subset}-wght-normal.woff2`), family);
    context.font = `${weight} 1000px "${family}"`;
    context.fontKerning = 'none';
    const widths = [];
    for (let code = first; code <= last; code += 1)
      widths.push(Math.round(context.measureText(String.fromCodePoint(code)).width));
    lines.push(`    [0x${first.toString(16)}, [${widths.join(', ')}]],`);
  }
  lines.push('  ],');
}
writeFileSync(
  join(root, 'shared/compositor/drawn/interWidths.ts'),
  `/* Made by scripts/assets/build-text-widths.mjs. */

type Run = readonly [firstCharacter: number, widths: readonly number[]];

/** Advance of characters of Inter, in thousandths of the font size. */
export const interWidths: { readonly regular: readonly Run[]; readonly bold: readonly Run[] } = {
${lines.join('\n')}
};
`,
);
