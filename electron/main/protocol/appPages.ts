import { realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** null = a kind of file that pages have no use for: it is not served. */
export function mimeTypeOf(path: string): string | null {
  return mimeTypes[extname(path).toLowerCase()] ?? null;
}

const realRoots = new Map<string, Promise<string>>();

/** The program's own folder does not move while it runs. */
function realRoot(folder: string): Promise<string> {
  const known = realRoots.get(folder) ?? realpath(folder);
  realRoots.set(folder, known);
  return known;
}

/**
 * The file of the built pages that an address names.
 * @param pathname of the address, still percent-encoded
 * @returns null when there is none, or when it would lie outside the folder
 */
export async function resolvePage(rendererFolder: string, pathname: string): Promise<string | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const parts = decoded.split('/').filter((part) => part !== '');
  if (decoded.includes('\0') || parts.some((part) => part === '..' || part === '.' || /[\\:]/.test(part)))
    return null;
  try {
    const [root, file] = await Promise.all([
      realRoot(rendererFolder),
      realpath(join(rendererFolder, ...parts)),
    ]);
    return file.startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}

/** The page that composes and encodes films: the one that runs the AAC encoder's WebAssembly. */
const compositorHost = '/compositor-host/';

/**
 * What a page may load and run: the program's own files and the media of the open project. Styles that scripts set
 * on elements do not count as inline. Blob workers are the encoder's.
 */
export function contentSecurityPolicy(pathname: string): string {
  const media = 'ekonte://media ekonte://recent';
  const wasm = pathname.startsWith(compositorHost) ? " 'wasm-unsafe-eval'" : '';
  return [
    "default-src 'none'",
    `script-src 'self'${wasm}`,
    "style-src 'self'",
    `img-src 'self' ${media} blob: data:`,
    `media-src 'self' ${media} blob:`,
    `connect-src 'self' ${media} blob: data:`,
    "font-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
