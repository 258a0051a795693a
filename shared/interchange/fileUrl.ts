const isDrive = /^[A-Za-z]:[\\/]/;

/** Whether a path says where a file is without a folder to begin from: `/…`, `C:\…`, `\\server\…`. */
export const isAbsolutePath = (path: string): boolean =>
  path.startsWith('/') || path.startsWith('\\\\') || isDrive.test(path);

/**
 * The `file:` address of a path.
 * @param path absolute, or below `folder` with forward slashes
 * @param folder absolute
 * @param host `localhost` where a format asks for it
 */
export function fileUrl(path: string, folder: string, host = ''): string {
  const whole = isAbsolutePath(path) ? path : `${folder.replace(/[\\/]+$/, '')}/${path}`;
  const isWindows = isDrive.test(whole) || whole.startsWith('\\\\');
  const slashed = isWindows ? whole.replaceAll('\\', '/') : whole;
  const server = /^\/\/([^/]+)(\/.*)$/.exec(slashed);
  if (isWindows && server) return `file://${server[1]}${encoded(server[2] as string)}`;
  return `file://${host}${encoded(slashed.startsWith('/') ? slashed : `/${slashed}`)}`;
}

/** A drive's colon is written as a reference: readers of xmeml ask for it, and the others take it. */
const encoded = (path: string): string =>
  path
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')))
    .join('/');
