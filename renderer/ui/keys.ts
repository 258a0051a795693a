/*
 * Shortcuts are written as tinykeys reads them, by key code, so that they lie in the same place on every layout:
 * "$mod+KeyK", "$mod+Shift+KeyZ", "Space", "ArrowLeft", "Delete". `$mod` is Command on a Mac, Control elsewhere.
 */

const macSymbols: Readonly<Record<string, string>> = {
  $mod: '⌘',
  Meta: '⌘',
  Control: '⌃',
  Shift: '⇧',
  Alt: '⌥',
};
const words: Readonly<Record<string, string>> = {
  $mod: 'Ctrl',
  Control: 'Ctrl',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Backspace: '⌫',
  Enter: '↵',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  BracketLeft: '[',
  BracketRight: ']',
  Minus: '-',
  Equal: '+',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
  NumpadAdd: 'Num +',
  NumpadSubtract: 'Num -',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

export const isMacKeyboard = (): boolean =>
  typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac OS');

/** The caps to draw for a shortcut: "$mod+KeyK" → ["Ctrl", "K"] or ["⌘", "K"]. */
export function shortcutCaps(keys: string, isMac: boolean = isMacKeyboard()): readonly string[] {
  return keys.split('+').map((part) => {
    if (isMac && macSymbols[part] !== undefined) return macSymbols[part];
    return words[part] ?? part.replace(/^(?:Key|Digit|Numpad)(?=.)/, '');
  });
}

/** A shortcut as one text for labels and screen readers: "Ctrl+K", on a Mac "⌘K". */
export function shortcutText(keys: string, isMac: boolean = isMacKeyboard()): string {
  return shortcutCaps(keys, isMac).join(isMac ? '' : '+');
}
