import type { Random } from '@shared/testing/random';

const hash = 'ab'.repeat(32);

/** Names that lead out, that systems read in ways of their own, or that are nearly right. */
const known: readonly string[] = [
  '../evil.txt',
  '../../evil.txt',
  '../outside/evil.txt',
  'media/../../outside/evil.txt',
  'media/ab/../../../evil.txt',
  'snapshots/../../evil.db',
  '/tmp/evil.txt',
  '//host/share/evil.txt',
  '\\\\host\\share\\evil.txt',
  'C:\\evil.txt',
  'C:/evil.txt',
  'c:evil.txt',
  '..\\..\\evil.txt',
  'media\\..\\..\\evil.txt',
  'link/evil.txt',
  'project.db/evil.txt',
  'Project.DB',
  'project.db.',
  'project.db ',
  'project.db\u0000.png',
  'project.db-wal',
  'project.db-journal',
  'project.db-shm',
  'project.lock',
  'cache/x.jpg',
  'backups/x.db',
  'media',
  'snapshots',
  `media/ab/${hash}`,
  `media/ab/${hash}.`,
  `media/ab/${hash}.PNG`,
  `media/AB/${hash.toUpperCase()}.png`,
  `media/cd/${hash}.png`,
  `media/ab/${hash}.png/`,
  `media/ab/${hash}.png/evil`,
  `media/ab/./${hash}.png`,
  `media/ab/${hash}.png:stream`,
  `media/ab/${hash}.png.exe`,
  'snapshots/con.db',
  'snapshots/20261125T140322Z auto.db:stream',
  'snapshots/20261125T140322Z auto.db.lnk',
  'snapshots/20261125T140322Z a/../../../evil.db',
  'snapshots/20261125T140322Z \u202egpj.db',
  'snapshots/index.json/',
  '.',
  '..',
  './',
  '../',
  '~/evil.txt',
  '$HOME/evil.txt',
  '%2e%2e%2fevil.txt',
  '‥/evil.txt',
  '．．/evil.txt',
  '',
  ' ',
  '\u0000',
];

const parts = [
  '..',
  '.',
  '',
  'media',
  'ab',
  hash,
  `${hash}.png`,
  'snapshots',
  'project.db',
  'link',
  'C:',
  '~',
  '\u0000',
];
const separators = ['/', '\\', '//', '/./', '\u2215'];

export function strangeName(random: Random): string | Buffer {
  if (random.chance(0.5)) return random.pick(known) as string;
  if (random.chance(0.2))
    return Buffer.from(Array.from({ length: random.int(0, 60) }, () => random.int(0, 255)));
  if (random.chance(0.1)) return `media/${random.text(random.int(200, 60_000))}`;
  const count = random.int(1, 7);
  return Array.from({ length: count }, () => random.pick(parts) as string).join(
    random.pick(separators) as string,
  );
}
