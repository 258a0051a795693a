import { describe, expect, it } from 'vitest';
import { shortcutCaps, shortcutText } from './keys';

describe('shortcutCaps', () => {
  it.each([
    ['$mod+KeyK', ['Ctrl', 'K'], ['⌘', 'K']],
    ['$mod+Shift+KeyZ', ['Ctrl', 'Shift', 'Z'], ['⌘', '⇧', 'Z']],
    ['Space', ['Space'], ['Space']],
    ['Digit1', ['1'], ['1']],
    ['Alt+ArrowLeft', ['Alt', '←'], ['⌥', '←']],
    ['Delete', ['Del'], ['Del']],
  ])('%s', (keys, elsewhere, onMac) => {
    expect(shortcutCaps(keys, false)).toEqual(elsewhere);
    expect(shortcutCaps(keys, true)).toEqual(onMac);
  });

  it('is one text for menus', () => {
    expect(shortcutText('$mod+Shift+KeyZ', false)).toBe('Ctrl+Shift+Z');
    expect(shortcutText('$mod+Shift+KeyZ', true)).toBe('⌘⇧Z');
  });
});
