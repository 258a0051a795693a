/* What lies in a packed project, by its names in the archive. The same rules hold for packing and for unpacking. */

export const databaseName = 'project.db';

/** Limits of a packed project; each refusal names the one it met. */
export const archiveLimits = {
  /** Files and folders. */
  entries: 100_000,
  /** Bytes of all files together, unpacked. */
  totalBytes: 4 * 1024 ** 4,
  /** Bytes of one database. */
  databaseBytes: 64 * 1024 ** 3,
  /** Bytes of one media: what an import takes. */
  mediaBytes: 256 * 1024 ** 3,
  /** How many times its packed size a file may have. Text of a database reaches 30; a bomb goes to 1,000. What packing
   * would bring near it is stored as it is. */
  ratio: 250,
  /** Bytes below which the ratio says nothing. */
  ratioFreeBytes: 1024 ** 2,
  /** Bytes of what stands beside a file's name in the list of files: nothing of it is used. */
  extraBytes: 4_096,
} as const;

export type Place =
  | { readonly kind: 'database' }
  /** `hash`: SHA-256 of the bytes, which is what the file is called. */
  | { readonly kind: 'media'; readonly hash: string }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'folder' };

const mediaPattern = /^media\/([0-9a-f]{2})\/(\1[0-9a-f]{62})\.[a-z0-9]{1,8}$/;
/** As versions are named: moment, kind, and a person's words, which hold nothing that a file system minds. */
const snapshotPattern =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what file systems refuse
  /^snapshots\/(?:index\.json|\d{8}T\d{6}Z [^<>:"/\\|?*\u0000-\u001f\u007f\ufffd]{0,200}[^<>:"/\\|?*\u0000-\u001f\u007f\ufffd. ]\.(?:db|jpg))$/;
const folderPattern = /^(?:media|snapshots|media\/[0-9a-f]{2})\/$/;

/** What a name in an archive stands for; undefined = an Ekonte project has no such file. */
export function placeOf(name: string): Place | undefined {
  if (name === databaseName) return { kind: 'database' };
  const hash = mediaPattern.exec(name)?.[2];
  if (hash !== undefined) return { kind: 'media', hash };
  if (snapshotPattern.test(name)) return { kind: 'snapshot' };
  return folderPattern.test(name) ? { kind: 'folder' } : undefined;
}

/** Why a name is none of a project's: goes on from "a file named …". */
export function nameFault(name: string): string {
  if (name === '') return 'without a name';
  if (/^[A-Za-z]:/.test(name)) return 'with the letter of a drive';
  if (/^[/\\]/.test(name)) return 'with an absolute path';
  if (name.includes('\\')) return 'with a backslash';
  if (name.split('/').includes('..')) return 'that leads out of the project folder';
  return 'that an Ekonte project does not have';
}

/** A name from a stranger, to be shown: without what could turn or hide the words around it. */
export function shownName(name: string): string {
  const plain = name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return plain.length > 80 ? `${plain.slice(0, 40)}…${plain.slice(-38)}` : plain;
}

/**
 * Whether a file becomes smaller by a share worth the time. Media are compressed already, and sound without compression
 * gives a tenth for a minute a gigabyte.
 */
export function isWorthDeflating(name: string): boolean {
  return /\.(?:db|svg|json)$/.test(name);
}

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/x-matroska': 'mkv',
  'audio/mp4': 'm4a',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/aac': 'aac',
};

/** Where a linked file lies once it is part of the project. */
export function copiedPath(fingerprint: string, mimeType: string): string {
  return `media/${fingerprint.slice(0, 2)}/${fingerprint}.${extensions[mimeType] ?? 'bin'}`;
}
