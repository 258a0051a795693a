/** What an `ekonte:` address besides the pages names. */
export type MediaAddress =
  /** `token` names one opening of a project: `ekonte://media/<token>/<mediaId>?rendition=…`. */
  | {
      readonly kind: 'media';
      readonly token: string;
      readonly mediaId: string;
      readonly rendition: 'original' | 'picture' | 'thumbnail';
    }
  /** `ekonte://media/<token>/segment/<hash>`. */
  | { readonly kind: 'segment'; readonly token: string; readonly hash: string }
  /** A file that is no media yet, while the renderer looks into it: `ekonte://media/<token>/lent/<name>`. */
  | { readonly kind: 'lent'; readonly token: string; readonly name: string }
  /** Picture of a project on the welcome screen: `ekonte://recent/<id>`. */
  | { readonly kind: 'recent'; readonly recentId: string };

const word = /^[A-Za-z0-9_-]{1,200}$/;

/** @returns null when the address names nothing that is served */
export function parseMediaAddress(address: URL): MediaAddress | null {
  const parts = address.pathname.split('/').slice(1);
  if (!parts.every((part) => word.test(part))) return null;
  if (address.host === 'recent') {
    const [recentId] = parts;
    return parts.length === 1 && recentId !== undefined ? { kind: 'recent', recentId } : null;
  }
  if (address.host !== 'media') return null;
  const [token, first, second] = parts;
  if (token === undefined || first === undefined) return null;
  if (parts.length === 3 && first === 'segment') {
    return second !== undefined && /^[0-9a-f]{64}$/.test(second)
      ? { kind: 'segment', token, hash: second }
      : null;
  }
  if (parts.length === 3 && first === 'lent' && second !== undefined)
    return { kind: 'lent', token, name: second };
  if (parts.length !== 2) return null;
  const rendition = address.searchParams.get('rendition') ?? 'original';
  if (rendition !== 'original' && rendition !== 'picture' && rendition !== 'thumbnail') return null;
  return { kind: 'media', token, mediaId: first, rendition };
}
