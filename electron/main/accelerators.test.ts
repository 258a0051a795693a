import { expect, it } from 'vitest';
import { acceleratorOf } from './accelerators';

it.each([
  ['$mod+KeyK', 'CmdOrCtrl+K'],
  ['$mod+Shift+KeyZ', 'CmdOrCtrl+Shift+Z'],
  ['Space', 'Space'],
  ['Digit1', '1'],
  ['Alt+ArrowLeft', 'Alt+Left'],
  ['$mod+Comma', 'CmdOrCtrl+,'],
  ['F11', 'F11'],
  ['NumpadAdd', null],
  ['Hyper+KeyA', null],
  ['', null],
])('%s is %s', (keys, expected) => {
  expect(acceleratorOf(keys)).toBe(expected);
});
