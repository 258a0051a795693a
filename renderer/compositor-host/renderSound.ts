import { registerAacEncoder } from '@mediabunny/aac-encoder';
import type { FromHost, SoundSpec } from '@shared/compositor/hostProtocol';
import { packetPlace } from '@shared/timeline/soundPackets';
import { filmSampleRate } from '@shared/timeline/soundSchedule';
import {
  AudioSample,
  AudioSampleSource,
  EncodedAudioPacketSource,
  type EncodedPacket,
  Mp4OutputFormat,
  NullTarget,
  Output,
} from 'mediabunny';
import type { RunningTask } from './renderSegment';
import { filmSamples, mixSound } from './soundMix';
import { TaskFailure, throwIfCancelled } from './taskFailure';
import { TaskOutput } from './taskOutput';

const bitsPerSecond = 192_000;

// Always this encoder, also where the system has one: its priming is known, so sound and picture agree to the sample.
registerAacEncoder();

/**
 * Mixes and encodes the sound of a film, piece by piece.
 * @throws TaskFailure
 */
export async function renderSound(
  spec: SoundSpec,
  { taskId, signal, send, onOutput }: RunningTask,
): Promise<Extract<FromHost, { type: 'done' }>> {
  const file = new TaskOutput(taskId, send, signal);
  onOutput(file);
  const total = filmSamples(spec);
  const writer = new SoundWriter(file, total);
  const encoder = new SoundEncoder((packet, config) => writer.take(packet, config));
  try {
    await writer.start();
    await encoder.start();
    let position = 0;
    for await (const buffer of mixSound(spec, signal)) {
      await encoder.add(buffer, position);
      await writer.flush();
      position += buffer.length;
      // Not only to be shown: a host that says nothing for long counts as hung.
      const framesDone = Math.floor((spec.lengthFrames * position) / total);
      send({ type: 'progress', taskId, framesDone, framesTotal: spec.lengthFrames });
    }
    await encoder.finish();
    await writer.finish();
    throwIfCancelled(signal);
    const { byteSize } = file;
    return {
      type: 'done',
      taskId,
      frameCount: spec.lengthFrames,
      byteSize,
      composedFrames: 0,
      codec: writer.codec,
    };
  } catch (error) {
    await encoder.abandon();
    await writer.abandon();
    throwIfCancelled(signal);
    throw error;
  }
}

type OnPacket = (packet: EncodedPacket, config: AudioDecoderConfig | undefined) => void;

/** Samples in, AAC packets out. */
class SoundEncoder {
  readonly #source: AudioSampleSource;
  readonly #output: Output;

  constructor(onPacket: OnPacket) {
    this.#source = new AudioSampleSource({
      codec: 'aac',
      bitrate: bitsPerSecond,
      onEncodedPacket: (packet, metadata) => onPacket(packet, metadata?.decoderConfig),
    });
    this.#output = new Output({
      format: new Mp4OutputFormat({ fastStart: false }),
      target: new NullTarget(),
    });
    this.#output.addAudioTrack(this.#source);
  }

  start(): Promise<void> {
    return this.#output.start();
  }

  async add(buffer: AudioBuffer, position: number): Promise<void> {
    for (const sample of AudioSample.fromAudioBuffer(buffer, position / filmSampleRate)) {
      await this.#source.add(sample);
      sample.close();
    }
  }

  async finish(): Promise<void> {
    await this.#output.finalize();
  }

  async abandon(): Promise<void> {
    await this.#output.cancel().catch(() => undefined);
  }
}

/** Writes packets at their places; what the encoder gives between two writes waits here. */
class SoundWriter {
  readonly #source = new EncodedAudioPacketSource('aac');
  readonly #output: Output;
  readonly #total: number;
  #waiting: EncodedPacket[] = [];
  #taken = 0;
  #config: AudioDecoderConfig | undefined;

  constructor(file: TaskOutput, total: number) {
    this.#total = total;
    this.#output = new Output({ format: new Mp4OutputFormat({ fastStart: false }), target: file.target });
    this.#output.addAudioTrack(this.#source);
  }

  get codec(): string {
    return this.#config?.codec ?? '';
  }

  start(): Promise<void> {
    return this.#output.start();
  }

  take(packet: EncodedPacket, config: AudioDecoderConfig | undefined): void {
    this.#config ??= config;
    const place = packetPlace(this.#taken, this.#total);
    this.#taken += 1;
    if (!place) return;
    const [timestamp, duration] = [place.start / filmSampleRate, place.length / filmSampleRate];
    this.#waiting.push(packet.clone({ timestamp, duration }));
  }

  async flush(): Promise<void> {
    const packets = this.#waiting;
    this.#waiting = [];
    const decoderConfig = this.#config;
    if (packets.length > 0 && !decoderConfig)
      throw new TaskFailure('internal', 'The sound could not be encoded.');
    for (const packet of packets) await this.#source.add(packet, decoderConfig && { decoderConfig });
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.#output.finalize();
  }

  async abandon(): Promise<void> {
    await this.#output.cancel().catch(() => undefined);
  }
}
