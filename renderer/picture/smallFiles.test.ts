import { mediaIdOf } from '@shared/compositor/pictureFixtures';
import type { SmallFile } from '@shared/rpc/mediaChannels';
import { expect, it, vi } from 'vitest';
import { SmallFiles } from './smallFiles';

const fileOf = (name: string): SmallFile => ({ mediaId: mediaIdOf(name), rendition: 'thumbnail' });
const bytesOf = ({ mediaId }: SmallFile): Uint8Array => new TextEncoder().encode(mediaId);

it('asks once for all that is wanted in one task, and answers each with its own', async () => {
  const read = vi.fn(async (files: readonly SmallFile[]) => files.map(bytesOf));
  const source = new SmallFiles(read);
  const names = ['a', 'b', 'c'];
  const loaded = await Promise.all(names.map((name) => source.load(fileOf(name))));
  expect(loaded).toEqual(names.map((name) => bytesOf(fileOf(name))));
  expect(read).toHaveBeenCalledTimes(1);
  await source.load(fileOf('d'));
  expect(read).toHaveBeenCalledTimes(2);
});

it('one that is not there leaves the others alone', async () => {
  const source = new SmallFiles(async ([first]) => [first ? bytesOf(first) : null, null]);
  const [there, gone, beyond] = await Promise.all(['a', 'b', 'c'].map((name) => source.load(fileOf(name))));
  expect(there).toEqual(bytesOf(fileOf('a')));
  expect([gone, beyond]).toEqual([null, null]);
});

it('asks for many in parts, of which one may fail', async () => {
  const lengths: number[] = [];
  const source = new SmallFiles(async (files) => {
    lengths.push(files.length);
    if (files.length < 24) throw new Error('gone');
    return files.map(bytesOf);
  });
  const asked = Array.from({ length: 50 }, (_, index) => source.load(fileOf(`p${index}`)));
  const settled = await Promise.allSettled(asked);
  expect(lengths).toEqual([24, 24, 2]);
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(2);
});
