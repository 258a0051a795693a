// Writes shared/sheets/fontWidths.ts: how wide the letters of the paper's fonts are, so that pages are laid out alike
// in the window, in a thread and in tests, without the fonts. Run it after raising @expo-google-fonts/noto-sans-jp.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

const fontkit = createRequire(import.meta.url)('fontkit');
const folder = join(root, 'node_modules/@expo-google-fonts/noto-sans-jp');
const files = { regular: '400Regular/NotoSansJP_400Regular.ttf', bold: '700Bold/NotoSansJP_700Bold.ttf' };

/** Runs of letters of one width, in hexadecimal: "20=224 23-24=555". Those that are as wide as high are left out. */
function widthsOf(file) {
  const font = fontkit.create(readFileSync(join(folder, file)));
  const runs = [];
  for (const code of [...font.characterSet].sort((a, b) => a - b)) {
    const width = Math.round((font.glyphForCodePoint(code).advanceWidth * 1000) / font.unitsPerEm);
    const last = runs.at(-1);
    if (width === 1000) continue;
    if (last && last.to === code - 1 && last.width === width) last.to = code;
    else runs.push({ from: code, to: code, width });
  }
  const hex = (code) => code.toString(16);
  return runs
    .map(({ from, to, width }) => `${from === to ? hex(from) : `${hex(from)}-${hex(to)}`}=${width}`)
    .join(' ');
}

const lines = Object.entries(files).map(([name, file]) => `  ${name}:\n    '${widthsOf(file)}',`);
writeFileSync(
  join(root, 'shared/sheets/fontWidths.ts'),
  `/**
 * Letters of Noto Sans JP that are not as wide as high, with their widths in thousandths of the size: "20=224 23-24=555",
 * code points in hexadecimal. Written by scripts/assets/build-paper-widths.mjs.
 */
export const fontWidths = {
${lines.join('\n')}
} as const;
`,
);
