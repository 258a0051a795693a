/**
 * Reads what a person types into a number field: "12", "12 mm", "3/4", "(1+2)*10", and from the present value
 * "+12", "*2", "/2", "+=12", "-=3".
 * "-3" is minus three where the field can be negative, and three less where it cannot.
 * A comma is read as decimal point where it is the only one.
 * @throws RangeError with words for the person.
 */
export function parseTypedNumber(
  text: string,
  current: number,
  {
    unit = '',
    canBeNegative = true,
  }: { readonly unit?: string | undefined; readonly canBeNegative?: boolean | undefined } = {},
): number {
  const plain = stripUnit(text.trim(), unit).replace(/^(-?\d+),(\d+)$/, '$1.$2');
  const relative = /^(\+=|-=|\*=|\/=|\+|\*|\/|-)\s*(.+)$/.exec(plain);
  const sign = relative?.[1];
  const value =
    relative?.[2] !== undefined && sign !== undefined && !(sign === '-' && canBeNegative)
      ? combine(sign.charAt(0), current, evaluate(relative[2], text))
      : evaluate(plain, text);
  if (!Number.isFinite(value)) throw notANumber(text);
  return value;
}

function stripUnit(text: string, unit: string): string {
  const isUnit = unit !== '' && text.toLowerCase().endsWith(unit.toLowerCase());
  return isUnit ? text.slice(0, -unit.length).trim() : text;
}

function combine(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    default:
      return left / right;
  }
}

function notANumber(text: string): RangeError {
  return new RangeError(`"${text.trim()}" is no number. Type one, or change the present one: +12, *2, /2.`);
}

/** Recursive descent over + - * / and parentheses: four rules, so that no text is ever run as code. */
function evaluate(text: string, typed: string): number {
  const tokens = text.match(/\d+\.?\d*|\.\d+|[-+*/()]|\S/g) ?? [];
  let position = 0;
  const sum = (): number => {
    let value = product();
    while (tokens[position] === '+' || tokens[position] === '-')
      value = combine(tokens[position++] as string, value, product());
    return value;
  };
  const product = (): number => {
    let value = signed();
    while (tokens[position] === '*' || tokens[position] === '/')
      value = combine(tokens[position++] as string, value, signed());
    return value;
  };
  const signed = (): number => {
    if (tokens[position] !== '-') return atom();
    position += 1;
    return -signed();
  };
  const atom = (): number => {
    const token = tokens[position++];
    if (token === '(') {
      const value = sum();
      if (tokens[position++] !== ')') throw notANumber(typed);
      return value;
    }
    if (token === undefined || !/^[\d.]/.test(token)) throw notANumber(typed);
    return Number(token);
  };
  const value = sum();
  if (position < tokens.length) throw notANumber(typed);
  return value;
}

/** A number for a field: at most `decimals` of them, no trailing zeros, no "-0". */
export function formatNumber(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}
