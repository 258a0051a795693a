import { ALL_FORMATS, type EncodedPacket, EncodedPacketSink, Input, UrlSource } from 'mediabunny';
import { placePacket } from './soundPackets';
import { readFailure, TaskFailure } from './taskFailure';

const what = "The film's sound";

/** The coded sound of a film, read packet by packet as the film is written. */
export class SoundTrack {
  readonly decoderConfig: AudioDecoderConfig;
  readonly #input: Input;
  readonly #packets: AsyncGenerator<EncodedPacket, void, unknown>;
  readonly #total: number;
  #index = 0;
  #next: EncodedPacket | null = null;

  private constructor(
    input: Input,
    packets: AsyncGenerator<EncodedPacket, void, unknown>,
    decoderConfig: AudioDecoderConfig,
    total: number,
  ) {
    this.#input = input;
    this.#packets = packets;
    this.decoderConfig = decoderConfig;
    this.#total = total;
  }

  /**
   * @param total samples of the film
   * @throws TaskFailure
   */
  static async open(url: string, total: number): Promise<SoundTrack> {
    const input = new Input({
      source: new UrlSource(url, { getRetryDelay: () => null }),
      formats: ALL_FORMATS,
    });
    try {
      const track = await input.getPrimaryAudioTrack();
      const config = await track?.getDecoderConfig();
      if (!track || !config) throw new TaskFailure('missingMedia', `${what} cannot be read.`);
      const opened = new SoundTrack(input, new EncodedPacketSink(track).packets(), config, total);
      await opened.#advance();
      return opened;
    } catch (error) {
      input.dispose();
      throw readFailure(what, error);
    }
  }

  /** Hands over the next packet if it begins no later than `seconds`. @throws TaskFailure */
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
    try {
      const { value } = await this.#packets.next();
      // Placed anew: a reader may round what a file says about the time before 0.
      this.#next = value ? placePacket(value, this.#index, this.#total) : null;
      this.#index += 1;
    } catch (error) {
      throw readFailure(what, error);
    }
  }
}
