import { protocol, type Session } from 'electron';
import { contentSecurityPolicy, mimeTypeOf, resolvePage } from './protocol/appPages';
import { fileResponse } from './protocol/fileResponse';
import { type MediaAddress, parseMediaAddress } from './protocol/mediaAddress';

export type { MediaAddress };

const scheme = 'ekonte';
const pageOrigin = `${scheme}://app`;

export interface LocatedMedia {
  readonly path: string;
  readonly mimeType: string;
}

export interface ProtocolOptions {
  /** `out/renderer`: pages and what they load. */
  readonly rendererFolder: string;
  /** Asks the worker of the project; null = there is no such thing, `left` = its project is not open, or has no such media. May reject: 404, too. */
  readonly locate: (address: MediaAddress) => Promise<LocatedMedia | 'left' | null>;
}

/** Makes `ekonte:` a scheme with origins, streams and fetch. To be called before the app is ready. */
export function registerSchemes(): void {
  const privileges = {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    corsEnabled: true,
    stream: true,
    // Compiled scripts are kept between starts.
    codeCache: true,
  };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Answers all of `ekonte:` in a session: the pages of the program, and media of open projects by id. */
export function installProtocol(session: Session, options: ProtocolOptions): void {
  session.protocol.handle(scheme, (request) => answerRequest(request, options));
}

/** Exported for tests: the protocol without Electron. */
export async function answerRequest(request: Request, options: ProtocolOptions): Promise<Response> {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'Only reading is possible here.');
  try {
    const address = new URL(request.url);
    return address.host === 'app'
      ? await pageResponse(request, address, options.rendererFolder)
      : await mediaResponse(request, address, options.locate);
  } catch (error) {
    return refusal(404, error instanceof Error ? error.message : 'Not found.');
  }
}

async function pageResponse(request: Request, { pathname }: URL, rendererFolder: string): Promise<Response> {
  const path = await resolvePage(rendererFolder, pathname);
  const mimeType = path === null ? null : mimeTypeOf(path);
  if (path === null || mimeType === null) return refusal(404, 'There is no such page.');
  return fileResponse(path, requestOf(request), {
    'Content-Type': mimeType,
    'Content-Security-Policy': contentSecurityPolicy(pathname),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  });
}

async function mediaResponse(
  request: Request,
  url: URL,
  locate: ProtocolOptions['locate'],
): Promise<Response> {
  const address = parseMediaAddress(url);
  // Nobody has made the small picture of a new video yet: that is no error, and none for the console of the page.
  const isThumbnail = address?.kind === 'media' && address.rendition === 'thumbnail';
  const located =
    address === null
      ? null
      : await locate(address).catch((error) => (isThumbnail ? null : Promise.reject(error)));
  // Asked for as the project was left, or as the media was taken back: nobody looks at the answer, and it is no error of the page.
  if (located === 'left') return nothing();
  if (located === null) return isThumbnail ? nothing() : refusal(404, 'There is no such media.');
  return fileResponse(located.path, requestOf(request), {
    'Content-Type': located.mimeType,
    // A media file opened as a page, an SVG above all, may load and run nothing.
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    ...crossOrigin,
    // The same address always has the same content: ids, hashes and tokens are never used again.
    'Cache-Control': 'private, max-age=86400, immutable',
  });
}

const requestOf = ({ method, headers, signal }: Request) => ({ method, range: headers.get('range'), signal });

/** Pages may read the pixels of media into canvases. */
const crossOrigin = {
  'Access-Control-Allow-Origin': pageOrigin,
  'Access-Control-Expose-Headers': 'Content-Length, Content-Range, Accept-Ranges',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

const nothing = (): Response =>
  new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store', ...crossOrigin } });

function refusal(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      ...crossOrigin,
    },
  });
}
