/**
 * Renders the app icon to PNG in the sizes that desktops ask for: `node scripts/assets/build-icons.mjs`.
 * The pictures are tracked, so this is only run after a change to icon.svg.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('../../assets/icons/', import.meta.url));
const source = readFileSync(`${folder}icon.svg`);
const drawnSize = 1024;
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

for (const size of sizes) {
  // The packager looks for the largest under this name.
  const name = size === drawnSize ? 'icon.png' : `${size}x${size}.png`;
  // Drawn by the SVG renderer at twice the size and scaled down once: small sizes keep whole edges.
  const density = Math.min(72 * ((2 * size) / drawnSize), 144);
  const bytes = await sharp(source, { density: Math.max(density, 1) })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toFile(`${folder}${name}`);
  console.log(`${name} ${bytes.size} bytes`);
}
