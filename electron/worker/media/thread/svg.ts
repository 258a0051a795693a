/*
 * This folder runs in a thread of its own, from its source in tests: Node's type stripping wants whole file names
 * in imports and knows no aliases, so it imports packages and its own files only.
 */

/** Reads the text of an XML file: UTF-8, or UTF-16 by its byte order mark. */
function decodeXml(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** What may stand before the root element: byte order mark, declaration, comments, document type. */
const prologue =
  /^\ufeff?\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>\s*)*/i;

/** Whether a file's first bytes are those of an SVG: its root element is `svg`. */
export function isSvg(head: Uint8Array): boolean {
  return /^<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]/.test(decodeXml(head).replace(prologue, ''));
}

export type SvgReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads an SVG as a drawing and nothing else. What would reach outside the file is refused rather than left out:
 * the picture would not be the one its maker sees. Scripts are never run by the rasteriser.
 */
export function readSvg(bytes: Uint8Array): SvgReading {
  const text = withoutComments(decodeXml(bytes));
  if (/<!ENTITY/i.test(text)) {
    return {
      ok: false,
      problem: 'uses XML entities, which are not read. Save it as plain SVG and import that.',
    };
  }
  const outside = outsideReference(text);
  if (outside !== undefined) {
    return {
      ok: false,
      problem: `shows a part from outside the file (${shorten(outside)}). Embed it in your drawing program and import it again.`,
    };
  }
  return { ok: true, text };
}

/** By hand: a pattern would go over the rest of the file again for each comment that is never closed. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!--', at);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) return kept.concat(text.slice(at)).join('');
    kept.push(text.slice(at, start));
    at = end + 3;
  }
}

const isInside = (address: string): boolean =>
  address === '' || address.startsWith('#') || /^data:/i.test(address);

/** The first address outside the file that would be part of the picture, or undefined. */
function outsideReference(text: string): string | undefined {
  for (const [, tag = '', attributes = ''] of text.matchAll(
    /<\??([A-Za-z_][\w:.-]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>/g,
  )) {
    // Links to click and scripts draw nothing.
    if (/^(?:\w+:)?(?:a|script)$/.test(tag)) continue;
    for (const [, , double, single] of attributes.matchAll(
      /(?:^|\s)((?:xlink:)?href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi,
    )) {
      const address = (double ?? single ?? '').trim();
      if (!isInside(address)) return address;
    }
  }
  for (const [, address = ''] of text.matchAll(/url\(\s*["']?([^"')]{0,2000})/gi)) {
    if (!isInside(address.trim())) return address.trim();
  }
  const [, imported] = /@import\s+["']([^"']+)/i.exec(text) ?? [];
  return imported;
}

function shorten(address: string): string {
  const name = address.split(/[\\/]/).at(-1) || address;
  return name.length > 60 ? `${name.slice(0, 57)}…` : name;
}
