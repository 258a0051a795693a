const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A file name that every system takes, as near to what a person wrote as can be; never empty. */
export function safeFileName(name: string, fallback = 'Untitled'): string {
  const safe = name
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[. ]+/, '');
  const short = shorten(safe, 120).replace(/[. ]+$/, '');
  if (short === '') return fallback;
  return reserved.test(short) ? `${short} film` : short;
}

/** Systems count bytes, and a name in kanji has three a letter. */
function shorten(text: string, bytes: number): string {
  let length = 0;
  let result = '';
  for (const letter of text) {
    length += Buffer.byteLength(letter);
    if (length > bytes) break;
    result += letter;
  }
  return result;
}

/** Adds the ending that names a project folder, unless it is there. */
export function withProjectEnding(path: string): string {
  return path.toLowerCase().endsWith('.ekonte') ? path : `${path}.ekonte`;
}
