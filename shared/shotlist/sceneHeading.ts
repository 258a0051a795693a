/** A scene heading in its parts: "INT./EXT. BOAT - DUSK". What is not there is empty. */
export interface HeadingParts {
  readonly place: string;
  readonly inside: '' | 'INT' | 'EXT' | 'INT/EXT';
  readonly time: string;
}

const pattern = /^\s*(INT\.?\s*\/\s*EXT|EXT\.?\s*\/\s*INT|I\s*\/\s*E|INT|EXT)[.\s]\s*(.*)$/i;

export function headingParts(heading: string): HeadingParts {
  const match = pattern.exec(heading);
  const prefix = match?.[1]?.replace(/[\s.]/g, '').toUpperCase() ?? '';
  const rest = (match ? (match[2] ?? '') : heading).trim();
  const dash = /\s+[-–—]\s+(?=[^-–—]*$)/.exec(rest);
  return {
    inside: prefix === '' ? '' : prefix.includes('/') ? 'INT/EXT' : (prefix as 'INT' | 'EXT'),
    place: dash ? rest.slice(0, dash.index).trim() : rest,
    time: dash ? rest.slice(dash.index + dash[0].length).trim() : '',
  };
}
