import { decodeText } from './decodeText';
import { readFdx } from './fdx';
import { type FountainReading, readFountain } from './fountain';
import { plainScriptAsFountain } from './plainScript';
import { maxScriptBytes, type Screenplay } from './screenplay';
import { ScriptError } from './scriptError';

export interface ScriptReading {
  readonly screenplay: Screenplay;
  /** What a person should know of the file, in words. */
  readonly notes: readonly string[];
}

/**
 * Reads a screenplay: Final Draft by what is in it, else Fountain; what is named .txt or pasted may be written more freely.
 * @param name of the file; '' = pasted
 * @throws ScriptError in words for a person
 */
export function readScript(bytes: Uint8Array, name: string): ScriptReading {
  if (bytes.byteLength > maxScriptBytes) throw new ScriptError('It is too large for a screenplay.');
  refuseForeign(bytes);
  const { text, unreadable } = decodeText(bytes);
  const reading = readText(text, name);
  const { scenes } = reading.screenplay;
  if (scenes.length === 0) throw new ScriptError('There is no scene in it.');
  return {
    screenplay: reading.screenplay,
    notes: [
      ...(unreadable > 0 ? [`${unreadable} letters cannot be read and are shown as �.`] : []),
      ...(reading.leftOut > 0 ? [`${reading.leftOut} scenes or paragraphs are more than can be taken.`] : []),
      ...(scenes.every(({ heading }) => heading === '')
        ? ['No scene heading was found: all is one scene.']
        : []),
    ],
  };
}

function readText(text: string, name: string): FountainReading {
  const start = text
    .slice(0, 2_000)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^<(?:\?xml|!|FinalDraft[\s>/])/.test(start) || /\.fdxt?$/i.test(name))
    return readFdx(text.replace(/^\ufeff/, ''));
  const isFree = name === '' || /\.te?xt$/i.test(name);
  return readFountain(isFree ? plainScriptAsFountain(text) : text);
}

/** Files that are no text, by their first bytes. */
function refuseForeign(bytes: Uint8Array): void {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_000));
  if (head.startsWith('%PDF'))
    throw new ScriptError(
      'It is a PDF, which has pages and no scenes. Export the script as Fountain or Final Draft (.fdx).',
    );
  if (head.startsWith('PK'))
    throw new ScriptError('It is a packed document. Export the script as Fountain or Final Draft (.fdx).');
  if (head.startsWith('{\\rtf'))
    throw new ScriptError('It is rich text. Save the script as plain text, Fountain or Final Draft (.fdx).');
  const isWide = /^(?:ÿþ|þÿ)/.test(head) || /^(?:\0[^\0]){8}|^(?:[^\0]\0){8}/.test(head);
  if (!isWide && head.includes('\0'))
    throw new ScriptError('It is no text. Older Final Draft files (.fdr) are to be saved as .fdx first.');
}
