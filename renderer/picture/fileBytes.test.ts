import { describe, expect, it, vi } from 'vitest';
import { FileBytes } from './fileBytes';

function setUp(maxBytes: number) {
  const read = vi.fn(async (url: string) => {
    if (url === 'gone') throw new Error('gone');
    return new ArrayBuffer(Number(url.split('-')[1]));
  });
  return { files: new FileBytes(maxBytes, read), read };
}

describe('bytes of short files', () => {
  it('are read once, also by two at a time', async () => {
    const { files, read } = setUp(100);
    const [one, two] = await Promise.all([files.get('a-10'), files.get('a-10')]);
    expect(one).toBe(two);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('stay within the bound: those used longest ago are read again', async () => {
    const { files, read } = setUp(100);
    for (const url of ['a-40', 'b-40', 'a-40', 'c-40']) await files.get(url);
    await files.get('a-40');
    await files.get('c-40');
    expect(read).toHaveBeenCalledTimes(3);
    await files.get('b-40');
    expect(read).toHaveBeenCalledTimes(4);
  });

  it('are tried anew after a failure, and when they were forgotten', async () => {
    const { files, read } = setUp(100);
    await expect(files.get('gone')).rejects.toThrow();
    await expect(files.get('gone')).rejects.toThrow();
    await files.get('a-10');
    files.forget('a-10');
    await files.get('a-10');
    expect(read).toHaveBeenCalledTimes(4);
  });
});
