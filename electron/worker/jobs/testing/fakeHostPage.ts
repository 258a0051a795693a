import { EventEmitter } from 'node:events';
import { type FromHost, toHostSchema } from '@shared/compositor/hostProtocol';
import { writePng } from '../../media/thread/writePng.ts';
import type { HostPort } from '../renderHost';
import { clipBytes, decoderSetups } from './writeClip';

type RenderMessage = Extract<ReturnType<typeof toHostSchema.parse>, { spec: unknown }>;

/**
 * For tests: the far end of the port, as the compositor host speaks. Renders at once, or when told.
 */
export class FakeHostPage implements HostPort {
  /** All requests ever received. */
  readonly requests: RenderMessage[] = [];
  /** Requests that wait for `release`. */
  readonly held: RenderMessage[] = [];
  readonly written: number[] = [];
  isHolding = false;
  /** Answers every request with this instead of a file. */
  failure: Extract<FromHost, { type: 'failed' }>['code'] | null = null;
  /** Answers `lookForCuts` with these words. */
  cutAnswer = '[]';
  decoderSetup = decoderSetups.usual;
  /** Changes what a rendered file holds. */
  spoil: { frameCount?: number } = {};
  readonly #events = new EventEmitter();
  readonly #cancelled = new Set<string>();
  #isClosed = false;

  on(event: 'message' | 'close', listener: (event: { data: unknown }) => void): this {
    this.#events.on(event, listener);
    return this;
  }

  start(): void {
    queueMicrotask(() => this.say({ type: 'ready' }));
  }

  close(): void {
    this.#isClosed = true;
  }

  /** The page is gone. */
  crash(): void {
    this.#isClosed = true;
    this.#events.emit('close');
  }

  postMessage(data: unknown): void {
    const message = toHostSchema.parse(data);
    if (message.type === 'cancel') this.#cancelled.add(message.taskId);
    else if (message.type === 'written') this.written.push(message.position);
    else {
      this.requests.push(message);
      if (this.isHolding && message.type !== 'renderSound') this.held.push(message);
      else void this.answerNow(message);
    }
  }

  /** Answers what was held, and no longer holds. */
  release(): void {
    this.isHolding = false;
    for (const message of this.held.splice(0)) void this.answerNow(message);
  }

  say(message: FromHost): void {
    if (!this.#isClosed) this.#events.emit('message', { data: message });
  }

  get soundCount(): number {
    return this.requests.filter(({ type }) => type === 'renderSound').length;
  }

  get segmentCount(): number {
    return this.requests.filter(({ type }) => type === 'renderSegment').length;
  }

  async answerNow(message: RenderMessage): Promise<void> {
    const { taskId } = message;
    if (this.failure) {
      this.say({ type: 'failed', taskId, code: this.failure, message: `fake ${this.failure}` });
      return;
    }
    if (message.type === 'lookForCuts') {
      this.#sayFile(taskId, new TextEncoder().encode(this.cutAnswer), 'application/json');
      return;
    }
    if (message.type === 'renderStill') {
      const { width, height, picture } = message.spec;
      const grey = picture.sourceInFrames % 256;
      const still = writePng(width, height, new Uint8ClampedArray(width * height * 4).fill(grey));
      this.#sayFile(taskId, new Uint8Array(still), 'image/png');
      return;
    }
    const shape = this.#shapeOf(message);
    const bytes = await clipBytes(shape);
    if (this.#cancelled.has(taskId)) {
      this.say({ type: 'failed', taskId, code: 'cancelled', message: 'Cancelled.' });
      return;
    }
    this.say({
      type: 'progress',
      taskId,
      framesDone: Math.ceil(shape.frameCount / 2),
      framesTotal: shape.frameCount,
    });
    // In two pieces, the second one first: positions count, not order.
    const half = bytes.length >> 1;
    this.say({ type: 'write', taskId, position: half, bytes: bytes.slice(half) });
    this.say({ type: 'write', taskId, position: 0, bytes: bytes.slice(0, half) });
    const { frameCount } = shape;
    this.say({
      type: 'done',
      taskId,
      frameCount,
      byteSize: bytes.length,
      composedFrames: frameCount,
      codec: 'avc1.4d4028',
    });
  }

  #sayFile(taskId: string, bytes: Uint8Array<ArrayBuffer>, codec: string): void {
    this.say({ type: 'write', taskId, position: 0, bytes });
    const byteSize = bytes.byteLength;
    this.say({ type: 'done', taskId, frameCount: 1, byteSize, composedFrames: 1, codec });
  }

  #shapeOf(message: Extract<RenderMessage, { type: 'renderSegment' | 'renderSound' }>) {
    const { decoderSetup, spoil } = this;
    if (message.type === 'renderSound') {
      const { lengthFrames, rate } = message.spec;
      const soundSeconds = (lengthFrames * rate.den) / rate.num;
      return { frameCount: 0, width: 16, height: 16, rate, soundSeconds };
    }
    const { picture, width, height } = message.spec;
    const content = JSON.stringify(picture.layers.map((layer) => layer.transform));
    return {
      frameCount: picture.lengthFrames,
      width,
      height,
      rate: picture.rate,
      decoderSetup,
      content,
      ...spoil,
    };
  }
}
