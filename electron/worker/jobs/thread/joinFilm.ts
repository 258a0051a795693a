import {
  ALL_FORMATS,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  type InputVideoTrack,
  Mp4OutputFormat,
  Output,
  StreamTarget,
} from 'mediabunny';
import { packetCount, packetPlace } from '../../../../shared/timeline/soundPackets.ts';
import { FilmFile } from './filmFile.ts';
import type { FilmSpec } from './filmTask.ts';

/** What our clips hold, and what players are told of it. */
const colourSpace = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

/** A clip or the sound is not what it was said to be. Its message is for people. */
export class JoinError extends Error {}

/**
 * Joins clips and sound into a film without coding them again, by copying packets from file to file.
 * @param onProgress frames written
 * @throws JoinError; errors of the file system
 */
export async function joinFilm(spec: FilmSpec, onProgress: (frames: number) => void): Promise<void> {
  const planned = spec.segments.reduce((sum, { frameCount }) => sum + frameCount, 0);
  if (planned !== spec.lengthFrames)
    throw new JoinError(`The film has ${spec.lengthFrames} frames, its clips ${planned}.`);
  const sound = await SoundTrack.open(spec);
  try {
    const file = await FilmFile.create(spec.target);
    try {
      await writeFilm(spec, sound, file, onProgress);
    } finally {
      await file.close();
    }
  } finally {
    sound.close();
  }
}

async function writeFilm(
  spec: FilmSpec,
  sound: SoundTrack,
  file: FilmFile,
  onProgress: (frames: number) => void,
): Promise<void> {
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'reserve' }),
    target: new StreamTarget(file.writable),
  });
  const video = new EncodedVideoPacketSource('avc');
  const audio = new EncodedAudioPacketSource('aac');
  output.addVideoTrack(video, {
    frameRate: spec.rate.num / spec.rate.den,
    maximumPacketCount: spec.lengthFrames,
  });
  output.addAudioTrack(audio, { maximumPacketCount: packetCount(spec.sound.samples) });
  if (spec.title !== '') output.setMetadataTags({ title: spec.title });
  try {
    await output.start();
    const writer = new FilmWriter(spec, video, audio, sound);
    for (const segment of spec.segments) {
      await writer.append(segment);
      onProgress(writer.framesWritten);
    }
    await writer.finishSound();
    await output.finalize();
  } catch (error) {
    await output.cancel().catch(() => undefined);
    throw error;
  }
}

/** Copies packets of clips after each other, with the sound of the same time beside them. */
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

  async append({ path, frameCount }: FilmSpec['segments'][number]): Promise<void> {
    const { num, den } = this.#spec.rate;
    const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
    try {
      const track = await input.getPrimaryVideoTrack();
      if (!track) throw new JoinError('A rendered clip has no picture.');
      const config = await this.#checkConfig(track);
      let count = 0;
      for await (const packet of new EncodedPacketSink(track).packets()) {
        if (count === 0 && packet.type !== 'key')
          throw new JoinError('A rendered clip does not begin with a key frame.');
        if (count === frameCount)
          throw new JoinError(`A rendered clip has more than its ${frameCount} frames.`);
        const timestamp = (this.#framesWritten * den) / num;
        const placed = packet.clone({ timestamp, duration: den / num });
        await this.#writeSoundUntil(timestamp);
        if (this.#framesWritten === 0) await this.#video.add(placed, { decoderConfig: config });
        else await this.#video.add(placed);
        this.#framesWritten += 1;
        count += 1;
      }
      if (count !== frameCount)
        throw new JoinError(`A rendered clip has ${count} frames instead of ${frameCount}.`);
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
    if (!config) throw new JoinError('A rendered clip cannot be read.');
    this.#config ??= { ...config, colorSpace: colourSpace };
    if (setupOf(config) !== setupOf(this.#config)) {
      throw new JoinError('The rendered clips come from different encoders. Export again to make them anew.');
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

/** The coded sound of a film, read packet by packet as the film is written. */
class SoundTrack {
  readonly decoderConfig: AudioDecoderConfig;
  readonly #input: Input;
  readonly #packets: AsyncGenerator<EncodedPacket, void, unknown>;
  readonly #spec: FilmSpec;
  #index = 0;
  #next: EncodedPacket | null = null;

  private constructor(
    input: Input,
    packets: AsyncGenerator<EncodedPacket, void, unknown>,
    decoderConfig: AudioDecoderConfig,
    spec: FilmSpec,
  ) {
    this.#input = input;
    this.#packets = packets;
    this.decoderConfig = decoderConfig;
    this.#spec = spec;
  }

  static async open(spec: FilmSpec): Promise<SoundTrack> {
    const input = new Input({ source: new FilePathSource(spec.sound.path), formats: ALL_FORMATS });
    try {
      const track = await input.getPrimaryAudioTrack();
      const config = await track?.getDecoderConfig();
      if (!track || !config) throw new JoinError("The film's sound cannot be read.");
      const opened = new SoundTrack(input, new EncodedPacketSink(track).packets(), config, spec);
      await opened.#advance();
      return opened;
    } catch (error) {
      input.dispose();
      throw error;
    }
  }

  /** Hands over the next packet if it begins no later than `seconds`. */
  async takeUntil(seconds: number): Promise<EncodedPacket | null> {
    const packet = this.#next;
    if (!packet || packet.timestamp > seconds) return null;
    await this.#advance();
    return packet;
  }

  close(): void {
    this.#input.dispose();
  }

  async #advance(): Promise<void> {
    const { value } = await this.#packets.next();
    const { samples, sampleRate } = this.#spec.sound;
    // Placed anew: a reader may round what a file says about the time before 0.
    const place = packetPlace(this.#index, samples);
    this.#next =
      value && place
        ? value.clone({ timestamp: place.start / sampleRate, duration: place.length / sampleRate })
        : null;
    this.#index += 1;
  }
}
