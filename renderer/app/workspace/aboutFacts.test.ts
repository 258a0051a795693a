import { expect, test } from 'vitest';
import { aboutFacts } from './aboutFacts';

test('says what a report of a fault needs', () => {
  const agent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ekonte/0.1.0 Chrome/130.0.6723.152 Electron/33.2.1 Safari/537.36';
  expect(aboutFacts('0.1.0', 'linux', agent)).toEqual({
    version: '0.1.0',
    engine: 'Electron 33.2.1 · Chromium 130.0.6723.152',
    system: 'Linux',
  });
});

test('what the page is not told is left out', () => {
  expect(aboutFacts('0.1.0', 'freebsd', 'Mozilla/5.0')).toEqual({
    version: '0.1.0',
    engine: '',
    system: 'freebsd',
  });
});
