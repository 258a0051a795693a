import Papa from 'papaparse';

/** More than any film has, and little enough to be read at once. */
const mostCells = 400_000;

/**
 * Rows of cells out of what a spreadsheet puts on the clipboard (tabs) or writes as a file (commas, semicolons). Quoted
 * cells may hold line ends. Rows are of one length; empty ones at the end are left out.
 * @throws RangeError in words for the person
 */
export function readTableText(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '');
  const { data } = Papa.parse<string[]>(plain, {
    // A single column has no separator to find, and commas of its sentences are none.
    delimiter: plain.includes('\t') ? '\t' : (separatorOf(plain) ?? '\t'),
    skipEmptyLines: false,
  });
  while (data.length > 0 && (data.at(-1) ?? []).every((cell) => cell.trim() === '')) data.pop();
  const columns = Math.max(0, ...data.map((row) => row.length));
  if (columns * data.length > mostCells) throw new RangeError('This table is too large for a shot list.');
  return data.map((row) =>
    Array.from({ length: columns }, (_, index) => (row[index] ?? '').replace(/\r\n?/g, '\n')),
  );
}

/** The comma or semicolon that most lines have the same number of, as a file has and prose has not. */
function separatorOf(text: string): string | undefined {
  const lines = text.split('\n', 40).filter((line) => line.trim() !== '');
  if (lines.length < 2) return undefined;
  return [';', ','].find((sign) => {
    const [first = 0, ...others] = lines.map((line) => unquoted(line).split(sign).length - 1);
    return first > 0 && others.filter((count) => count === first).length >= others.length * 0.8;
  });
}

const unquoted = (line: string): string => line.replace(/"[^"]*"/g, '');

/** Cells as a spreadsheet takes them from the clipboard. */
export function writeTableText(rows: readonly (readonly string[])[]): string {
  return Papa.unparse(
    rows.map((row) => [...row]),
    { delimiter: '\t', newline: '\n', escapeFormulae: false },
  );
}
