import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const shared = resolve(import.meta.dirname, 'shared');
const alias = { '@shared': shared };

/** Packages of plain JavaScript that the main process, the worker and the command line use. */
const pureDependencies = [
  '@noble/hashes',
  'commander',
  'file-type',
  'fractional-indexing',
  'image-size',
  'mediabunny',
  'nanoid',
  'sax',
  'yauzl',
  'yazl',
  'zod',
];

/**
 * Four programs come out of one build: the main process (with its worker and the command line beside it),
 * the preload bridges, and the pages. Native modules stay outside the bundles. The targets are those of the
 * oldest Electron it runs in, the set-up's fallback; without them electron-vite takes the installed package's.
 */
export default defineConfig({
  main: {
    resolve: {
      alias: {
        ...alias,
        'buffer-crc32': resolve(import.meta.dirname, 'electron/worker/archive/thread/nativeCrc32.ts'),
      },
    },
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      // Bundled, a package costs one file to find and only the code that is used: half of the start's work otherwise.
      // What has native parts stays outside.
      externalizeDeps: { exclude: pureDependencies },
      rollupOptions: {
        input: {
          index: resolve(import.meta.dirname, 'electron/main/index.ts'),
          worker: resolve(import.meta.dirname, 'electron/worker/entry.ts'),
          cli: resolve(import.meta.dirname, 'electron/cli/index.ts'),
          filmThread: resolve(import.meta.dirname, 'electron/worker/jobs/thread/filmThread.ts'),
          sheetThread: resolve(import.meta.dirname, 'electron/worker/sheets/thread/sheetThread.ts'),
          mediaThread: resolve(import.meta.dirname, 'electron/worker/media/thread/mediaThread.ts'),
          snapshotThread: resolve(import.meta.dirname, 'electron/worker/snapshots/thread/snapshotThread.ts'),
          speechThread: resolve(import.meta.dirname, 'electron/worker/speech/thread/speechThread.ts'),
          archiveThread: resolve(import.meta.dirname, 'electron/worker/archive/thread/archiveThread.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      // Sandboxed preloads may not load packages: everything they use is bundled, as CommonJS.
      externalizeDeps: false,
      rollupOptions: {
        input: {
          window: resolve(import.meta.dirname, 'electron/preload/window.ts'),
          compositor: resolve(import.meta.dirname, 'electron/preload/compositor.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    resolve: { alias },
    plugins: [react()],
    worker: {
      format: 'es',
      rollupOptions: {
        output: {
          // The main process allows WebAssembly below compositor-host/ only.
          entryFileNames: ({ name }) =>
            name === 'segmentWorker' ? 'compositor-host/[name]-[hash].js' : 'assets/[name]-[hash].js',
        },
      },
    },
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      // Files of the program, not of a server: what counts is how many there are.
      chunkSizeWarningLimit: 2_000,
      rollupOptions: {
        input: {
          index: resolve(import.meta.dirname, 'renderer/index.html'),
          compositor: resolve(import.meta.dirname, 'renderer/compositor-host/index.html'),
        },
      },
    },
  },
});
