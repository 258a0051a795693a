// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what file systems refuse
const refused = /[<>:"/\\|?*\u0000-\u001f\u007f]/g;

/** Words as all file systems take them within a name, cut to so many bytes. May come out empty. */
export function fileNamePart(words: string, byteLimit: number): string {
  let part = words.replace(refused, '_').trim();
  while (Buffer.byteLength(part) > byteLimit) part = [...part].slice(0, -1).join('');
  return part.replace(/[. ]+$/, '');
}
