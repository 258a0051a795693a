import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandsPage } from './commandsPage';

const path = join(import.meta.dirname, '..', '..', 'docs', 'commands.md');

test('docs/commands.md says what the registry holds; `npm run docs` writes it anew', () => {
  const page = commandsPage();
  if (process.env.EKONTE_WRITE_DOCS === '1') writeFileSync(path, page);
  expect(readFileSync(path, 'utf8')).toBe(page);
});
