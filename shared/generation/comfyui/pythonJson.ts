/**
 * JSON as Python writes it: the same, but for bare NaN and Infinity, which ComfyUI puts into pictures now and then and
 * which become null here.
 * @throws SyntaxError when it is no JSON either way
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    // Strings are matched first and stay as they are.
    const mended = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) =>
      token.startsWith('"') ? token : 'null',
    );
    return JSON.parse(mended);
  }
}
