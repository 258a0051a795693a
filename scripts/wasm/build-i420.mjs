// Assembles the renderer's pixel kernel: `node scripts/wasm/build-i420.mjs` after a change to i420.wat.
// The result is committed, so that a build needs no assembler; a test compares the two.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import loadWabt from 'wabt';

const folder = join(import.meta.dirname, '../../renderer/compositor-host');

/**
 * The bytes of the kernel as its source has them.
 * @returns {Promise<Uint8Array>}
 */
export async function assembleI420() {
  const wabt = await loadWabt();
  const source = wabt.parseWat('i420.wat', readFileSync(join(folder, 'i420.wat'), 'utf8'), { simd: true });
  source.validate();
  return source.toBinary({}).buffer;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lines = Buffer.from(await assembleI420())
    .toString('base64')
    .match(/.{1,96}/g)
    .map((line) => `  '${line}',`)
    .join('\n');
  writeFileSync(
    join(folder, 'i420Kernel.ts'),
    `/** i420.wat assembled, base64. Made by scripts/wasm/build-i420.mjs. */\nexport const i420Kernel = [\n${lines}\n].join('');\n`,
  );
}
