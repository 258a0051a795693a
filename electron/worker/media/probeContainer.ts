import { open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { Media } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import {
  ALL_FORMATS,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputAudioTrack,
  type InputTrack,
  type InputVideoTrack,
  Logging,
  LogLevel,
} from 'mediabunny';
import { unplayableSound, unplayableVideo } from './codecs';
import { rateOf, type Timestamps } from './frameRate';
import { cancelledError } from './sourceError';

export type ContainerContent = Exclude<Media['content'], { type: 'image' }>;

/** What a track holds, from its index; nothing is decoded. */
interface Packets extends Timestamps {
  /** End of the last packet, seconds. */
  readonly end: number;
}

/** A file may end a little before its header says: players round, encoders pad. */
const shortfallSeconds = 0.5;
const shortfallShare = 0.02;

const packetsPerTurn = 1_000;

/**
 * Reads what a video or sound file holds: codecs, size as seen, exact rate, number of frames and samples.
 * @throws CodedError `unsupported` naming a codec that cannot be played; `unreadable` when the file is damaged or cut off
 */
export async function probeContainer(
  path: string,
  name: string,
  signal: AbortSignal,
): Promise<ContainerContent> {
  // Its warnings about unknown codecs would come besides our own message.
  Logging.level = LogLevel.Silent;
  const input = new Input({
    formats: ALL_FORMATS,
    source: new FilePathSource(path, { handleUnhandledError: () => undefined }),
  });
  try {
    if (!(await isWholeWave(path))) throw damagedError(name);
    const video = await input.getPrimaryVideoTrack();
    const sound = await input.getPrimaryAudioTrack();
    if (video) return await probeVideo(video, sound, name, signal);
    const facts = sound && (await probeSound(sound, name, signal));
    if (facts) return { type: 'sound', ...facts };
    throw damagedError(name);
  } catch (error) {
    if (error instanceof CodedError) throw error;
    if (signal.aborted) throw cancelledError();
    throw damagedError(name);
  } finally {
    input.dispose();
  }
}

async function probeVideo(
  track: InputVideoTrack,
  soundTrack: InputAudioTrack | null,
  name: string,
  signal: AbortSignal,
): Promise<ContainerContent> {
  const codec = await track.getCodec();
  const unplayable = unplayableVideo({ codec, code: codeText(await track.getInternalCodecId()) });
  if (unplayable) {
    throw new CodedError(
      'unsupported',
      `"${name}" is coded as ${unplayable}, which cannot be played here. Convert it to MP4 with H.264 and import that.`,
    );
  }
  const packets = await readPackets(track, name, signal);
  if (!packets) throw damagedError(name);
  return {
    type: 'video',
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    rate: rateOf(packets),
    frameCount: packets.times.length,
    codec: (await track.getCodecParameterString()) ?? codec ?? '',
    sound: soundTrack ? ((await probeSound(soundTrack, name, signal))?.sound ?? null) : null,
  };
}

/** @returns null for a track without a single packet, as cameras write them when the microphone is off */
async function probeSound(
  track: InputAudioTrack,
  name: string,
  signal: AbortSignal,
): Promise<Omit<Extract<ContainerContent, { type: 'sound' }>, 'type'> | null> {
  const codec = await track.getCodec();
  const unplayable = unplayableSound({ codec, code: codeText(await track.getInternalCodecId()) });
  if (unplayable) {
    throw new CodedError(
      'unsupported',
      `The sound of "${name}" is coded as ${unplayable}, which cannot be played here. Convert it to WAV, FLAC or AAC and import that.`,
    );
  }
  const packets = await readPackets(track, name, signal);
  if (!packets) return null;
  const sampleRate = await track.getSampleRate();
  return {
    codec: (await track.getCodecParameterString()) ?? codec ?? '',
    sound: {
      sampleRate,
      channels: await track.getNumberOfChannels(),
      sampleCount: Math.max(0, Math.round(packets.end * sampleRate)),
    },
  };
}

/**
 * Goes through the index of a track, and reads its last packet: a file that was cut off has not got it.
 * @returns null when it has no packets
 */
async function readPackets(track: InputTrack, name: string, signal: AbortSignal): Promise<Packets | null> {
  const sink = new EncodedPacketSink(track);
  const shown: number[] = [];
  let [read, last, lastDuration, end] = [0, Number.NEGATIVE_INFINITY, 0, 0];
  const options = { metadataOnly: true };
  // One by one: the sink's own iterator reads ahead into a queue that gets slower with its length.
  for (
    let packet = await sink.getFirstPacket(options);
    packet;
    packet = await sink.getNextPacket(packet, options)
  ) {
    if (signal.aborted) throw cancelledError();
    // The index is in memory: without a pause the worker would answer nothing until the last of 100,000 packets.
    read += 1;
    if (read % packetsPerTurn === 0) await setImmediate();
    const packetEnd = packet.timestamp + packet.duration;
    end = Math.max(end, packetEnd);
    // Before 0 lies what the edit list leaves out: priming of sound, frames before a cut.
    if (packet.timestamp < 0 && packetEnd <= 1e-6) continue;
    shown.push(packet.timestamp);
    if (packet.timestamp >= last) [last, lastDuration] = [packet.timestamp, packet.duration];
  }
  if (shown.length === 0) return null;
  const lastPacket = await sink.getPacket(last);
  if (!lastPacket || lastPacket.data.byteLength === 0) throw damagedError(name);
  const declared = await track.getDurationFromMetadata();
  if (declared !== null && declared - end > Math.max(shortfallSeconds, declared * shortfallShare))
    throw damagedError(name);
  // Packets lie in the order of decoding.
  const times = Float64Array.from(shown).sort();
  return { times, lastDuration, end, resolution: await track.getTimeResolution() };
}

/**
 * Whether a WAV is as long as its header says; other files always are. The reader takes what there is of one that was
 * cut off. Recorders that never came to write a length leave 0 or the highest number; some count the header in.
 */
async function isWholeWave(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    if (buffer.toString('latin1', 0, 4) !== 'RIFF') return true;
    const declared = buffer.readUInt32LE(4);
    return declared === 0xffffffff || declared <= (await file.stat()).size;
  } finally {
    await file.close();
  }
}

const codeText = (code: unknown): string | null => (typeof code === 'string' ? code : null);

function damagedError(name: string): CodedError {
  return new CodedError(
    'unreadable',
    `"${name}" is damaged or cut off: not all of it is there. Copy it again from where it came.`,
  );
}
