import { registerAacEncoder } from '@mediabunny/aac-encoder';
import type { FilmSpec } from '@shared/compositor/hostProtocol';
import {
  AudioSample,
  AudioSampleSource,
  type EncodedPacket,
  Mp4OutputFormat,
  NullTarget,
  Output,
} from 'mediabunny';
import { filmSamples, mixSound } from './soundMix';
import { placePackets } from './soundPackets';
import { filmSampleRate } from './soundReader';
import { TaskFailure } from './taskFailure';

const bitsPerSecond = 192_000;

// Always this encoder, also where the system has one: its priming is known, so sound and picture agree to the sample.
registerAacEncoder();

export interface SoundTrack {
  readonly packets: readonly EncodedPacket[];
  readonly decoderConfig: AudioDecoderConfig;
}

/**
 * Mixes and encodes the sound of a film. The packets begin before 0 by the encoder's priming and end with the picture.
 * @throws TaskFailure
 */
export async function encodeSound(spec: FilmSpec, signal: AbortSignal): Promise<SoundTrack> {
  const encoded: EncodedPacket[] = [];
  let decoderConfig: AudioDecoderConfig | undefined;
  const source = new AudioSampleSource({
    codec: 'aac',
    bitrate: bitsPerSecond,
    onEncodedPacket: (packet, metadata) => {
      encoded.push(packet);
      decoderConfig ??= metadata?.decoderConfig;
    },
  });
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: false }), target: new NullTarget() });
  output.addAudioTrack(source);
  await output.start();
  try {
    let position = 0;
    for await (const buffer of mixSound(spec, signal)) {
      for (const sample of AudioSample.fromAudioBuffer(buffer, position / filmSampleRate)) {
        await source.add(sample);
        sample.close();
      }
      position += buffer.length;
    }
    await output.finalize();
  } catch (error) {
    await output.cancel().catch(() => undefined);
    throw error;
  }
  if (!decoderConfig) throw new TaskFailure('internal', 'The sound could not be encoded.');
  return { packets: placePackets(encoded, filmSamples(spec)), decoderConfig };
}
