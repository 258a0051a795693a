import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';

/*
 * For tests: MP4 files whose index is right and whose pictures are filler, made without an encoder.
 */

/** Two decoder set-ups (avcC) as different encoders give them. */
export const decoderSetups = {
  usual: '014d4028ffe10019674d4028d900a02ff97011000003000100000300300f18324801000568ebc3cb20',
  other: '01640028ffe1001a67640028acb201405ff2e022000003000200000300601e30649001000668ebc3cb22c0fdf8f800',
};

export interface ClipShape {
  /** 0 = no picture. */
  readonly frameCount: number;
  readonly width: number;
  readonly height: number;
  readonly rate: { readonly num: number; readonly den: number };
  /** Distinguishes clips of one shape: becomes their content. */
  readonly content?: string;
  readonly decoderSetup?: string;
  /** Seconds of AAC sound; absent = none. */
  readonly soundSeconds?: number;
}

export async function clipBytes(shape: ClipShape): Promise<Uint8Array> {
  const {
    frameCount,
    width,
    height,
    rate,
    content = '',
    decoderSetup = decoderSetups.usual,
    soundSeconds,
  } = shape;
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const video = new EncodedVideoPacketSource('avc');
  if (frameCount > 0) output.addVideoTrack(video, { frameRate: rate.num / rate.den });
  const audio = soundSeconds === undefined ? null : new EncodedAudioPacketSource('aac');
  if (audio) output.addAudioTrack(audio);
  await output.start();
  const description = Buffer.from(decoderSetup, 'hex');
  const codec = `avc1.${decoderSetup.slice(2, 8)}`;
  for (let frame = 0; frame < frameCount; frame += 1) {
    const nal = Buffer.from([
      0,
      0,
      0,
      2 + content.length,
      frame === 0 ? 0x65 : 0x41,
      frame & 0xff,
      ...Buffer.from(content),
    ]);
    const at = (frame * rate.den) / rate.num;
    const packet = new EncodedPacket(nal, frame === 0 ? 'key' : 'delta', at, rate.den / rate.num);
    await video.add(packet, {
      decoderConfig: { codec, codedWidth: width, codedHeight: height, description },
    });
  }
  if (audio && soundSeconds !== undefined) {
    const packetSeconds = 1024 / 48_000;
    const decoderConfig = {
      codec: 'mp4a.40.2',
      sampleRate: 48_000,
      numberOfChannels: 2,
      description: Buffer.from('1190', 'hex'),
    };
    for (let packet = 0; packet * packetSeconds < soundSeconds - 1e-9; packet += 1) {
      const bytes = new Uint8Array([0x21, 0x10, 0x04]);
      await audio.add(new EncodedPacket(bytes, 'key', packet * packetSeconds, packetSeconds), {
        decoderConfig,
      });
    }
  }
  await output.finalize();
  if (!target.buffer) throw new Error('The muxer made nothing.');
  return new Uint8Array(target.buffer);
}
