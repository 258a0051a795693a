type Attributes = Readonly<Record<string, string | number | null>>;

const none: Attributes = {};

/** What XML 1.0 cannot hold, not even escaped. */
const refused = /(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu;

/** Letters that stand in XML as they are: nearly all that is written of a cut. */
const isPlain = /^[ !#-%'-;=?-~]*$/;

/** A text as it stands in XML. */
export function xmlText(text: string | number): string {
  if (typeof text === 'number' || isPlain.test(text)) return String(text);
  return (
    String(text)
      .replace(refused, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // A reader makes a line break of it otherwise.
      .replaceAll('\r', '&#13;')
  );
}

/** An element with its elements, each on a line of its own. Attributes of null are left out, and so are elements of null. */
export function element(
  name: string,
  attributes: Attributes,
  inside: readonly (string | null)[] = [],
): string {
  const kept = inside.filter((node) => node !== null);
  const tag = openTag(name, attributes);
  return kept.length === 0 ? `<${tag}/>` : `<${tag}>\n${kept.join('\n')}\n</${name}>`;
}

/** An element that holds a text. */
export function textElement(name: string, text: string | number, attributes: Attributes = none): string {
  return `<${openTag(name, attributes)}>${xmlText(text)}</${name}>`;
}

/** A whole document. */
export const xmlDocument = (doctype: string, root: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE ${doctype}>\n${root}\n`;

function openTag(name: string, attributes: Attributes): string {
  if (attributes === none) return name;
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${attributeText(value ?? '')}"`);
  return `${name}${written.join('')}`;
}

/** A text as it stands within the quotes of an attribute. Line breaks are written as references: readers make spaces of them otherwise. */
export const attributeText = (value: string | number): string =>
  xmlText(value)
    .replaceAll('"', '&quot;')
    .replaceAll(/[\n\t]/g, (letter) => `&#${letter.charCodeAt(0)};`);
