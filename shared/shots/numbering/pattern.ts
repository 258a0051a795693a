import type { Numbering } from '../../document/records/numberingRecords';

/** What can stand in braces in a pattern, and what it is. */
export const nameTokens = {
  project: 'The project’s short name',
  episode: 'The episode',
  act: 'The act the scene is in',
  seq: 'The sequence the scene is in',
  scene: 'The scene',
  shot: 'The shot',
  label: 'The shot’s whole label',
  panel: 'The board of the shot',
  take: 'The take',
  version: 'The version',
  date: 'The day, as 2026-11-22',
  size: 'The shot size',
  move: 'The camera move',
} as const;
export type NameToken = keyof typeof nameTokens;

/** Tokens that mean something in each of the patterns. */
export const tokensOf = {
  pattern: ['project', 'episode', 'act', 'seq', 'scene', 'shot', 'size', 'move'],
  panelPattern: ['label', 'project', 'episode', 'act', 'seq', 'scene', 'shot', 'panel', 'size', 'move'],
  filePattern: Object.keys(nameTokens) as NameToken[],
} as const satisfies Record<string, readonly NameToken[]>;
export type PatternField = keyof typeof tokensOf;

export type NameValues = Partial<Readonly<Record<NameToken, string>>>;

interface TokenPart {
  readonly token: NameToken;
  /** Digits at least. */
  readonly padding: number;
}
type Part = string | TokenPart;

const known = new Map<string, readonly Part[]>();

/**
 * The parts of a pattern: text as it is, tokens in braces, with digits at least behind a colon: `EP{episode:2}_{shot}`.
 * @throws RangeError in words for the person
 */
export function parsePattern(pattern: string): readonly Part[] {
  const before = known.get(pattern);
  if (before) return before;
  const parts: Part[] = [];
  for (const piece of pattern.split(/(\{[^{}]*\})/)) {
    if (piece === '') continue;
    const token = /^\{([^{}]*)\}$/.exec(piece)?.[1];
    if (token !== undefined) parts.push(parseToken(token));
    else if (/[{}]/.test(piece)) throw new RangeError('Braces stand around a token, as in "{shot}".');
    else if (strangeLetters.test(piece)) {
      throw new RangeError('Names cannot hold a comma, a slash, or any of \\ : * ? " < > |.');
    } else parts.push(piece);
  }
  if (known.size > 500) known.clear();
  known.set(pattern, parts);
  return parts;
}

/** A comma would part a list of shots, the others cannot be in file names. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are among them
const strangeLetters = /[,/\\:*?"<>|\u0000-\u001f]/;

function parseToken(text: string): TokenPart {
  const match = /^\s*([a-z]+)\s*(?::\s*([1-8])\s*)?$/.exec(text);
  const token = match?.[1];
  if (!token || !(token in nameTokens)) {
    throw new RangeError(`"{${text}}" is no token. There are ${listOfTokens(Object.keys(nameTokens))}.`);
  }
  return { token: token as NameToken, padding: Number(match[2] ?? 1) };
}

const listOfTokens = (tokens: readonly string[]): string => tokens.map((token) => `{${token}}`).join(' ');

/**
 * Why a scheme cannot be used, in words for the person; null = it can. Two shots never get one label under a sound scheme.
 */
export function schemeProblem(scheme: Omit<Numbering, 'isLocked'>): string | null {
  try {
    for (const field of Object.keys(tokensOf) as PatternField[]) {
      for (const part of parsePattern(scheme[field])) {
        const allowed: readonly string[] = tokensOf[field];
        if (typeof part !== 'string' && !allowed.includes(part.token)) {
          return `{${part.token}} means nothing here. There are ${listOfTokens(allowed)}.`;
        }
      }
    }
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  const parts = parsePattern(scheme.pattern);
  if (!hasToken(scheme.pattern, 'shot'))
    return 'The pattern needs {shot}, or all shots of a scene would be called the same.';
  if (scheme.shotRestart === 'scene' && !hasToken(scheme.pattern, 'scene')) {
    return 'Shots are counted anew in each scene, so the pattern needs {scene}.';
  }
  if (!hasToken(scheme.panelPattern, 'panel')) return 'The pattern of boards needs {panel}.';
  return neighbourProblem(parts, scheme);
}

const hasToken = (pattern: string, token: NameToken): boolean =>
  parsePattern(pattern).some((part) => typeof part !== 'string' && part.token === token);

/** Scene 1 shot 11 and scene 11 shot 1 would both be "111". */
function neighbourProblem(parts: readonly Part[], scheme: Omit<Numbering, 'isLocked'>): string | null {
  for (let index = 1; index < parts.length; index += 1) {
    const [before, after] = [parts[index - 1], parts[index]];
    if (before === undefined || after === undefined) continue;
    if (typeof before === 'string' || typeof after === 'string') continue;
    const bothCount = isCounted(before.token) && isCounted(after.token);
    if (bothCount && isNumber(scheme, before.token) === isNumber(scheme, after.token)) {
      return `Put a letter or a sign between {${before.token}} and {${after.token}}: 1 and 11 would read as 11 and 1.`;
    }
    if (!bothCount) return `Put a sign between {${before.token}} and {${after.token}}.`;
  }
  return null;
}

const isCounted = (token: NameToken): token is 'scene' | 'shot' => token === 'scene' || token === 'shot';
const isNumber = (scheme: Omit<Numbering, 'isLocked'>, token: 'scene' | 'shot'): boolean =>
  scheme[token].style === 'number';

/**
 * A name. A token that has nothing to say goes together with the text before it, so that `{project}_{episode}_{shot}`
 * of a single film is `Film_0010`.
 * @throws RangeError as parsePattern
 */
export function renderPattern(
  pattern: string,
  values: NameValues,
  letterCase: Numbering['letterCase'] = 'keep',
): string {
  let name = '';
  /** Text that waits for a token that says something. */
  let text = '';
  let isDropped = false;
  let isHeadDropped = false;
  for (const part of parsePattern(pattern)) {
    if (typeof part === 'string') {
      text += isDropped ? part.replace(/^[)\]]/, '') : part;
      isDropped = false;
      continue;
    }
    const value = values[part.token] ?? '';
    isDropped = value === '';
    isHeadDropped ||= isDropped && name === '';
    if (!isDropped) name += text + padded(value, part, letterCase);
    text = '';
  }
  name += text;
  return (isHeadDropped ? name.replace(/^[\s._-]+/, '') : name).trim();
}

function padded(value: string, { token, padding }: TokenPart, letterCase: Numbering['letterCase']): string {
  if (/^\d+$/.test(value)) return value.padStart(padding, '0');
  const keeps = letterCase === 'keep' || token === 'scene' || token === 'shot' || token === 'label';
  if (keeps) return value;
  return letterCase === 'upper' ? value.toUpperCase() : value.toLowerCase();
}
