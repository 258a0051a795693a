import { inflateSync } from 'node:zlib';

/** What tests look at in a PDF of ours: read with nothing but the format's own rules. */
export interface ReadPdf {
  /** Text of each page, one line for each piece that was set. */
  readonly pages: readonly string[];
  /** Pictures on each page. */
  readonly pictureCounts: readonly number[];
  /** Names of embedded fonts, without the tag of a subset. */
  readonly fonts: readonly string[];
  readonly bookmarks: readonly string[];
  readonly title: string;
}

/**
 * For tests: reads a PDF with plain objects, as ours are.
 * @throws Error when its table of objects does not lead to its objects
 */
export function readPdf(bytes: Buffer): ReadPdf {
  const objects = readObjects(bytes);
  const dictionary = (id: number | undefined): string => objects.get(id ?? -1)?.dictionary ?? '';
  const stream = (id: number | undefined): Buffer => {
    const object = objects.get(id ?? -1);
    if (!object?.stream) return Buffer.alloc(0);
    return object.dictionary.includes('/FlateDecode') ? inflateSync(object.stream) : object.stream;
  };
  const pageIds = kidsOf(objects);
  const pages: string[] = [];
  const pictureCounts: number[] = [];
  for (const id of pageIds) {
    const resources = dictionary(referenceOf(dictionary(id), 'Resources')) || dictionary(id);
    const letters = new Map<string, ReadonlyMap<string, string>>();
    for (const [, name = '', font = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = stream(referenceOf(dictionary(Number(font)), 'ToUnicode')).toString('latin1');
      letters.set(name, readUnicodeMap(map));
    }
    const content = stream(referenceOf(dictionary(id), 'Contents')).toString('latin1');
    pages.push(readText(content, letters));
    pictureCounts.push([...content.matchAll(/\/I\d+ Do/g)].length);
  }
  const all = [...objects.values()].map((object) => object.dictionary);
  const fonts = all.flatMap(
    (words) => /\/Type \/FontDescriptor[\s\S]*?\/FontName \/[A-Z]{6}\+(\S+)/.exec(words)?.[1] ?? [],
  );
  const bookmarks = all.flatMap((words) =>
    words.includes('/Parent') && words.includes('/Dest') ? (stringOf(words, 'Title') ?? []) : [],
  );
  const info = all.find((words) => words.includes('/Producer')) ?? '';
  const title = textOf(dictionary(referenceOf(info, 'Title'))) ?? '';
  return { pages, pictureCounts, fonts, bookmarks, title };
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream: Buffer | null;
}

function readObjects(bytes: Buffer): ReadonlyMap<number, PdfObject> {
  const tail = bytes.subarray(-64).toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1]);
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-')) || Number.isNaN(start))
    throw new Error('This is no whole PDF.');
  const table = bytes.subarray(start).toString('latin1');
  const [, first = '', count = ''] = /^xref\s+(\d+) (\d+)\s/.exec(table) ?? [];
  const entries = [...table.matchAll(/(\d{10}) \d{5} ([nf])/g)];
  if (entries.length !== Number(count)) throw new Error('The table of objects is not whole.');
  const objects = new Map<number, PdfObject>();
  for (const [index, [, offset = '', type]] of entries.entries()) {
    if (type !== 'n') continue;
    const id = Number(first) + index;
    objects.set(id, readObject(bytes, Number(offset), id));
  }
  return objects;
}

function readObject(bytes: Buffer, offset: number, id: number): PdfObject {
  const head = `${id} 0 obj`;
  if (bytes.subarray(offset, offset + head.length).toString('latin1') !== head)
    throw new Error(`Object ${id} is not where the table says.`);
  const end = bytes.indexOf('endobj', offset);
  const streamAt = bytes.indexOf('stream', offset);
  if (streamAt < 0 || streamAt > end)
    return { dictionary: bytes.subarray(offset, end).toString('latin1'), stream: null };
  const dictionary = bytes.subarray(offset, streamAt).toString('latin1');
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
  const from = bytes.indexOf('\n', streamAt) + 1;
  return { dictionary, stream: bytes.subarray(from, from + length) };
}

function kidsOf(objects: ReadonlyMap<number, PdfObject>): number[] {
  const [tree = ''] = [...objects.values()]
    .map(({ dictionary }) => dictionary)
    .filter((words) => words.includes('/Type /Pages'));
  const kids = /\/Kids \[([^\]]*)\]/.exec(tree)?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id));
}

function referenceOf(dictionary: string, name: string): number | undefined {
  const id = new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** A text of a dictionary. */
const stringOf = (dictionary: string, name: string): string | undefined =>
  textOf(dictionary.slice(dictionary.indexOf(`/${name} `)));

/** The first text that is written out, in Latin or in UTF-16. */
function textOf(words: string): string | undefined {
  const written = /\(((?:\\[\s\S]|[^\\)])*)\)/.exec(words)?.[1];
  if (written === undefined) return undefined;
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const plain = written.replaceAll(/\\([\s\S])/g, (_whole, letter: string) => escapes[letter] ?? letter);
  const bytes = Buffer.from(plain, 'latin1');
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return plain;
  return bytes.subarray(2).swap16().toString('utf16le');
}

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Letters by the four digits they are set with. */
function readUnicodeMap(map: string): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    const first = Number.parseInt(from, 16);
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries())
      letters.set((first + index).toString(16).padStart(4, '0'), fromHex(hex.replaceAll(' ', '')));
  }
  return letters;
}

function readText(content: string, letters: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const lines: string[] = [];
  let font = '';
  for (const [whole, name] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(?:<[0-9a-f]*>|[-\d. ])*\] TJ/g)) {
    if (name !== undefined) {
      font = name;
      continue;
    }
    const glyphs = [...whole.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    lines.push(glyphs.map((glyph) => letters.get(font)?.get(glyph) ?? '?').join(''));
  }
  return lines.join('\n');
}
