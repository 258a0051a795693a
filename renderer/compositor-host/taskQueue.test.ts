import type { FromHost, SegmentSpec, ToHost } from '@shared/compositor/hostProtocol';
import { describe, expect, it, vi } from 'vitest';
import { type Renderer, TaskQueue } from './taskQueue';

const segment = (taskId: string): ToHost => ({ type: 'renderSegment', taskId, spec: {} as SegmentSpec });
const sound = (taskId: string): ToHost => ({ type: 'renderSound', taskId, spec: {} as never });

function setUp() {
  const sent: FromHost[] = [];
  const posted: string[] = [];
  const renderer = (name: string, accepts: Renderer['accepts']): Renderer => ({
    accepts,
    post: vi.fn((message: ToHost) => posted.push(`${name} ${message.type} ${message.taskId}`)),
  });
  const renderers = [
    renderer('a', 'renderSegment'),
    renderer('b', 'renderSegment'),
    renderer('sound', 'renderSound'),
  ];
  const queue = new TaskQueue(renderers, (message) => sent.push(message));
  return { queue, sent, posted, renderers };
}

describe('TaskQueue', () => {
  it('gives each renderer one task, and the next when it is done', () => {
    const { queue, posted, renderers } = setUp();
    for (const taskId of ['1', '2', '3']) queue.receive(segment(taskId));
    queue.receive(sound('4'));
    expect(posted).toEqual(['a renderSegment 1', 'b renderSegment 2', 'sound renderSound 4']);
    queue.ended(renderers[1] as Renderer, '2');
    expect(posted.at(-1)).toBe('b renderSegment 3');
  });

  it('passes words about a task to who has it, and to nobody once it has ended', () => {
    const { queue, posted, renderers } = setUp();
    queue.receive(segment('1'));
    queue.receive({ type: 'written', taskId: '1', position: 0 });
    expect(posted.at(-1)).toBe('a written 1');
    queue.ended(renderers[0] as Renderer, '1');
    queue.receive({ type: 'cancel', taskId: '1' });
    expect(posted).toHaveLength(2);
  });

  it('cancels a task that waits at once', () => {
    const { queue, sent, posted, renderers } = setUp();
    for (const taskId of ['1', '2', '3']) queue.receive(segment(taskId));
    queue.receive({ type: 'cancel', taskId: '3' });
    expect(sent).toEqual([{ type: 'failed', taskId: '3', code: 'cancelled', message: 'Cancelled.' }]);
    queue.ended(renderers[0] as Renderer, '1');
    expect(posted).toEqual(['a renderSegment 1', 'b renderSegment 2']);
  });

  it('gives a renderer the next task while the last one comes to its end, and passes on what is said of both', () => {
    const { queue, posted, renderers } = setUp();
    const [first] = renderers as [Renderer];
    for (const taskId of ['1', '2', '3', '4']) queue.receive(segment(taskId));
    queue.painted(first, '1');
    expect(posted.at(-1)).toBe('a renderSegment 3');
    queue.receive({ type: 'written', taskId: '1', position: 0 });
    queue.receive({ type: 'cancel', taskId: '3' });
    expect(posted.slice(-2)).toEqual(['a written 1', 'a cancel 3']);
    // The end of the one before frees nobody.
    queue.ended(first, '1');
    expect(posted).toHaveLength(5);
    queue.ended(first, '3');
    expect(posted.at(-1)).toBe('a renderSegment 4');
    queue.receive({ type: 'written', taskId: '1', position: 1 });
    expect(posted.at(-1)).toBe('a renderSegment 4');
  });
});
