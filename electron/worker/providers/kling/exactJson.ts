/** Texts, or whole numbers too long for JavaScript to keep. */
const textOrLongInteger = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/**
 * Reads JSON with numbers of 16 digits and more as text: ids have 64 bits, and a rounded id is another one.
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(
    text.replace(textOrLongInteger, (token) => (token.startsWith('"') ? token : `"${token}"`)),
  );
}
