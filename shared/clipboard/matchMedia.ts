import type { Media } from '../document/records';

/** By what a media is the same one in another project: its content. */
export const mediaKey = ({ fingerprintOf, fingerprint, content }: Media): string =>
  `${fingerprintOf} ${fingerprint} ${content.type}`;

/**
 * Where a media lies whose file did not come along: nowhere, so that it is shown as missing and can be found again. The place
 * that a fragment names is never taken over, since anybody can have written it.
 */
export function absentStorage({ storage, name, fingerprint, fingerprintOf }: Media): Media['storage'] {
  if (fingerprintOf === 'whole') {
    const extension = /\.([a-z0-9]{1,8})$/.exec(storage.path.toLowerCase())?.[1] ?? 'bin';
    return { mode: 'copied', path: `media/${fingerprint.slice(0, 2)}/${fingerprint}.${extension}` };
  }
  // A name without a folder leads to no file.
  const file = storage.path.split(/[/\\]/).at(-1) || name.replace(/[/\\]/g, '_') || 'media';
  return { mode: 'linked', path: file, rootId: null, modifiedAtMs: null };
}
