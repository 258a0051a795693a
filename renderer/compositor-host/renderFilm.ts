import type { FilmSpec, FromHost } from '@shared/compositor/hostProtocol';
import { framesToSeconds } from '@shared/time/frames';
import {
  ALL_FORMATS,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  type InputVideoTrack,
  Mp4OutputFormat,
  Output,
  UrlSource,
} from 'mediabunny';
import { colourSpace } from './encoderChoice';
import type { RunningTask } from './renderSegment';
import { filmSamples } from './soundMix';
import { packetCount } from './soundPackets';
import { SoundTrack } from './soundTrack';
import { readFailure, TaskFailure, throwIfCancelled } from './taskFailure';
import { TaskOutput } from './taskOutput';

const progressEveryFrames = 240;

/**
 * Joins segments and sound into a film without coding them again.
 * @throws TaskFailure
 */
export async function renderFilm(
  spec: FilmSpec,
  { taskId, signal, send, onOutput }: RunningTask,
): Promise<Extract<FromHost, { type: 'done' }>> {
  const planned = spec.segments.reduce((sum, { frameCount }) => sum + frameCount, 0);
  if (planned !== spec.lengthFrames) {
    throw new TaskFailure('internal', `The film has ${spec.lengthFrames} frames, its clips ${planned}.`);
  }
  const sound = await SoundTrack.open(spec.soundUrl, filmSamples(spec));
  const file = new TaskOutput(taskId, send, signal);
  onOutput(file);
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'reserve' }), target: file.target });
  const video = new EncodedVideoPacketSource('avc');
  const audio = new EncodedAudioPacketSource('aac');
  output.addVideoTrack(video, {
    frameRate: spec.rate.num / spec.rate.den,
    maximumPacketCount: spec.lengthFrames,
  });
  output.addAudioTrack(audio, { maximumPacketCount: packetCount(filmSamples(spec)) });
  if (spec.title !== '') output.setMetadataTags({ title: spec.title });
  try {
    await output.start();
    const writer = new FilmWriter(spec, video, audio, sound);
    for (const segment of spec.segments) {
      await writer.append(segment, signal, (framesDone) => {
        if (framesDone % progressEveryFrames === 0 || framesDone === spec.lengthFrames) {
          send({ type: 'progress', taskId, framesDone, framesTotal: spec.lengthFrames });
        }
      });
    }
    await writer.finishSound();
    await output.finalize();
    throwIfCancelled(signal);
    return {
      type: 'done',
      taskId,
      frameCount: writer.framesWritten,
      byteSize: file.byteSize,
      composedFrames: 0,
      codec: writer.codec,
    };
  } catch (error) {
    await output.cancel().catch(() => undefined);
    throwIfCancelled(signal);
    throw error;
  } finally {
    sound.close();
  }
}

/** Copies packets of segments after each other, with the sound of the same time beside them. */
class FilmWriter {
  readonly #spec: FilmSpec;
  readonly #video: EncodedVideoPacketSource;
  readonly #audio: EncodedAudioPacketSource;
  readonly #sound: SoundTrack;
  #framesWritten = 0;
  #hasSound = false;
  #config: VideoDecoderConfig | null = null;

  constructor(
    spec: FilmSpec,
    video: EncodedVideoPacketSource,
    audio: EncodedAudioPacketSource,
    sound: SoundTrack,
  ) {
    this.#spec = spec;
    this.#video = video;
    this.#audio = audio;
    this.#sound = sound;
  }

  get framesWritten(): number {
    return this.#framesWritten;
  }

  get codec(): string {
    return this.#config?.codec ?? '';
  }

  async append(
    { url, frameCount }: FilmSpec['segments'][number],
    signal: AbortSignal,
    onFrame: (framesDone: number) => void,
  ): Promise<void> {
    const input = new Input({
      source: new UrlSource(url, { getRetryDelay: () => null }),
      formats: ALL_FORMATS,
    });
    try {
      const track = await input.getPrimaryVideoTrack();
      if (!track) throw new TaskFailure('missingMedia', 'A rendered clip has no picture.');
      const config = await this.#checkConfig(track);
      let count = 0;
      for await (const packet of new EncodedPacketSink(track).packets()) {
        throwIfCancelled(signal);
        if (count === 0 && packet.type !== 'key') {
          throw new TaskFailure('internal', 'A rendered clip does not begin with a key frame.');
        }
        if (count === frameCount) {
          throw new TaskFailure('internal', `A rendered clip has more than its ${frameCount} frames.`);
        }
        const timestamp = framesToSeconds(this.#framesWritten, this.#spec.rate);
        const placed = packet.clone({ timestamp, duration: framesToSeconds(1, this.#spec.rate) });
        await this.#writeSoundUntil(timestamp);
        if (this.#framesWritten === 0) await this.#video.add(placed, { decoderConfig: config });
        else await this.#video.add(placed);
        this.#framesWritten += 1;
        count += 1;
        onFrame(this.#framesWritten);
      }
      if (count !== frameCount) {
        throw new TaskFailure('internal', `A rendered clip has ${count} frames instead of ${frameCount}.`);
      }
    } catch (error) {
      throw readFailure('A rendered clip', error);
    } finally {
      input.dispose();
    }
  }

  async finishSound(): Promise<void> {
    await this.#writeSoundUntil(Number.POSITIVE_INFINITY);
    this.#video.close();
    this.#audio.close();
  }

  /** Packets may stand side by side in one file only when one decoder set-up fits all of them. */
  async #checkConfig(track: InputVideoTrack): Promise<VideoDecoderConfig> {
    const config = await track.getDecoderConfig();
    if (!config) throw new TaskFailure('internal', 'A rendered clip cannot be read.');
    this.#config ??= { ...config, colorSpace: colourSpace };
    if (setupOf(config) !== setupOf(this.#config)) {
      throw new TaskFailure(
        'internal',
        'The rendered clips come from different encoders. Export again to make them anew.',
      );
    }
    return this.#config;
  }

  async #writeSoundUntil(seconds: number): Promise<void> {
    for (;;) {
      const packet = await this.#sound.takeUntil(seconds);
      if (!packet) return;
      if (this.#hasSound) await this.#audio.add(packet);
      else await this.#audio.add(packet, { decoderConfig: this.#sound.decoderConfig });
      this.#hasSound = true;
    }
  }
}

function setupOf({ codec, codedWidth, codedHeight, description }: VideoDecoderConfig): string {
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description ?? new ArrayBuffer(0));
  return [codec, codedWidth, codedHeight, ...bytes].join(' ');
}
