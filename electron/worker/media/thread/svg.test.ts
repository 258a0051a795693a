import { expect, test } from 'vitest';
import { isSvg, readSvg } from './svg.ts';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

test.each([
  ['plain', svg, true],
  ['after a declaration', `<?xml version="1.0"?>\n${svg}`, true],
  [
    'after comments and a DOCTYPE',
    `<!-- a <b> --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n${svg}`,
    true,
  ],
  ['after entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg}`, true],
  ['after a byte order mark', `\ufeff  ${svg}`, true],
  ['in a namespace of its own', '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', true],
  ['HTML with a drawing in it', `<html><body>${svg}</body></html>`, false],
  ['another XML', '<?xml version="1.0"?><svgs/>', false],
  ['text', 'svg', false],
  ['nothing', '', false],
])('SVG %s', (_what, text, expected) => {
  expect(isSvg(Buffer.from(text))).toBe(expected);
});

test('SVG in UTF-16', () => {
  expect(isSvg(Buffer.from(`\ufeff${svg}`, 'utf16le'))).toBe(true);
});

test.each([
  ['an anchor', '<a href="https://example.com"><rect/></a>'],
  ['a gradient', '<linearGradient id="a"/><rect fill="url(#a)"/><use xlink:href="#b"/>'],
  ['an embedded picture', '<image href="data:image/png;base64,AAAA"/>'],
  ['a picture in a comment', '<!-- <image href="old.png"/> --><rect/>'],
  ['metadata', '<metadata><rdf:li rdf:resource="https://example.com/licence"/></metadata>'],
])('%s stays inside the file', (_what, inner) => {
  expect(readSvg(Buffer.from(`<svg>${inner}</svg>`)).ok).toBe(true);
});

test.each([
  ['a relative address', '<image href="../a.png"/>', 'a.png'],
  ['one with a prefix', "<image\n  xlink:href='file:///a/b.png'/>", 'b.png'],
  ['a part of another drawing', '<use href="parts.svg#wheel"/>', 'parts.svg#wheel'],
  ['a style sheet', '<?xml-stylesheet href="a.css"?>', 'a.css'],
  ['a filter', '<rect style="filter:url( \'f.svg#x\' )"/>', 'f.svg#x'],
])('%s leads outside', (_what, inner, shown) => {
  expect(readSvg(Buffer.from(`<svg>${inner}</svg>`))).toEqual({
    ok: false,
    problem: expect.stringContaining(`(${shown})`),
  });
});
