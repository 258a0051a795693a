import { mediaIdOf } from '@shared/compositor/pictureFixtures';
import { describe, expect, it, vi } from 'vitest';
import { ScrubMaker } from './scrubMaker';
import type { ScrubReply, ScrubRequest } from './scrubThread';

const [a, b, c] = ['a', 'b', 'c'].map(mediaIdOf) as [
  ReturnType<typeof mediaIdOf>,
  ReturnType<typeof mediaIdOf>,
  ReturnType<typeof mediaIdOf>,
];

function setUp() {
  const threads: { requests: ScrubRequest[]; ended: boolean; reply: (reply: ScrubReply | null) => void }[] =
    [];
  const onMade = vi.fn();
  const maker = new ScrubMaker({
    start: (reply) => {
      const thread = { requests: [] as ScrubRequest[], ended: false, reply };
      threads.push(thread);
      return {
        post: (request) => thread.requests.push(request),
        end: () => {
          thread.ended = true;
        },
      };
    },
    urlOf: (mediaId) => (mediaId === c ? null : `url-${mediaId}`),
    onMade,
  });
  const asked = (): string[] =>
    threads.flatMap(({ requests }) =>
      requests.flatMap((request) => (request.type === 'make' ? [request.url] : [])),
    );
  /** The thread at work has made what it was asked for last. */
  const finish = (copy: Uint8Array<ArrayBuffer> | null = new Uint8Array(3)): void => {
    const thread = threads.findLast(({ ended }) => !ended);
    const last = thread?.requests.findLast((request) => request.type === 'make');
    if (last?.type === 'make') thread?.reply({ id: last.id, copy });
  };
  return { maker, threads, onMade, asked, finish };
}

describe('making of scrub copies', () => {
  it('goes one at a time, what was asked for last first, and ends its thread when all are made', () => {
    const { maker, asked, finish, onMade, threads } = setUp();
    for (const id of [a, b, mediaIdOf('d'), b]) maker.ask(id);
    expect(asked()).toEqual([`url-${a}`]);
    for (let turn = 0; turn < 4; turn += 1) finish();
    expect(asked()).toEqual([a, b, mediaIdOf('d')].map((id) => `url-${id}`));
    expect(onMade).toHaveBeenCalledTimes(3);
    expect(threads.map(({ ended }) => ended)).toEqual([true]);
  });

  it('begins nothing while a person is at work, and holds what is under way', () => {
    const { maker, asked, threads, finish } = setUp();
    maker.rest(true);
    maker.ask(a);
    expect(asked()).toEqual([]);
    maker.rest(false);
    expect(asked()).toEqual([`url-${a}`]);
    maker.rest(true);
    expect(threads[0]?.requests.at(-1)).toEqual({ type: 'rest', isResting: true });
    maker.ask(b);
    finish();
    expect(asked()).toHaveLength(1);
    maker.rest(false);
    expect(asked()).toHaveLength(2);
  });

  it('is ended with its thread when it is not wanted any more, and others go on', () => {
    const { maker, asked, threads, onMade, finish } = setUp();
    maker.ask(a);
    maker.ask(b);
    maker.cancel(a);
    expect(threads[0]?.ended).toBe(true);
    threads[0]?.reply({ id: 1, copy: new Uint8Array(1) });
    expect(onMade).not.toHaveBeenCalled();
    finish();
    expect(asked()).toEqual([`url-${a}`, `url-${b}`]);
    expect(onMade.mock.calls.map(([id]) => id)).toEqual([b]);
  });

  it('says which cannot be made, and survives a thread that broke down', () => {
    const { maker, onMade, threads, asked } = setUp();
    maker.ask(c);
    expect(onMade).toHaveBeenLastCalledWith(c, null);
    maker.ask(a);
    maker.ask(b);
    threads.at(-1)?.reply(null);
    expect(onMade).toHaveBeenLastCalledWith(a, null);
    expect(asked().at(-1)).toBe(`url-${b}`);
  });
});
