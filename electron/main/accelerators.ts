const names: Readonly<Record<string, string>> = {
  $mod: 'CmdOrCtrl',
  Control: 'Ctrl',
  Meta: 'Cmd',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  BracketLeft: '[',
  BracketRight: ']',
  Minus: '-',
  Equal: '=',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
  Escape: 'Esc',
};

const keyNames =
  /^([A-Z0-9]|F\d{1,2}|Left|Right|Up|Down|Space|Delete|Backspace|Enter|Tab|Home|End|PageUp|PageDown|Esc|[-,./\\[\]=;'`])$/;

/** A shortcut of the window ("$mod+Shift+KeyZ") as Electron writes it; null where Electron has no name for a key. */
export function acceleratorOf(keys: string): string | null {
  const parts = keys.split('+').map((part) => names[part] ?? part.replace(/^(?:Key|Digit)(?=.$)/, ''));
  const key = parts.at(-1) ?? '';
  if (!keyNames.test(key)) return null;
  const modifiers = parts.slice(0, -1);
  return modifiers.every((part) => ['CmdOrCtrl', 'Ctrl', 'Cmd', 'Shift', 'Alt'].includes(part))
    ? parts.join('+')
    : null;
}
