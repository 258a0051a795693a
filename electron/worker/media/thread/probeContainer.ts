import { open, stat } from 'node:fs/promises';
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
import { unplayableSound, unplayableVideo } from './codecs.ts';
import { rateOf, type Timestamps } from './frameRate.ts';
import { type Answer, type ContainerContent, type Refusal, refusal } from './task.ts';

/** What a track holds, from its index; nothing is decoded. */
interface Packets extends Timestamps {
  /** End of the last packet, seconds. */
  readonly end: number;
}

/** A file may end a little before its header says: players round, encoders pad. */
const shortfallSeconds = 0.5;
const shortfallShare = 0.02;

/** Ends a look inside with an answer. */
class RefusedFile extends Error {
  readonly refusal: Refusal;

  constructor(refused: Refusal) {
    super(refused.problem);
    this.refusal = refused;
  }
}

const damaged = (): RefusedFile =>
  new RefusedFile(
    refusal('unreadable', 'is damaged or cut off: not all of it is there. Copy it again from where it came.'),
  );

/** Reads what a video or sound file holds: codecs, size as seen, exact rate, number of frames and samples. */
export async function probeContainer(path: string, withProxy: boolean): Promise<Answer<ContainerContent>> {
  // Its warnings about unknown codecs would come besides our own message.
  Logging.level = LogLevel.Silent;
  const { size } = await stat(path);
  const input = new Input({
    formats: ALL_FORMATS,
    source: new FilePathSource(path, { handleUnhandledError: () => undefined }),
  });
  try {
    if (!(await isWholeWave(path, size))) throw damaged();
    const video = await input.getPrimaryVideoTrack();
    const sound = await input.getPrimaryAudioTrack();
    if (video) return { ok: true, value: await probeVideo(video, sound, size, withProxy) };
    const facts = sound && (await probeSound(sound, size));
    if (!facts) throw damaged();
    return { ok: true, value: { type: 'sound', ...facts } };
  } catch (error) {
    // What the reader stumbles over is the file's fault: it says so in words for programmers only.
    return error instanceof RefusedFile ? error.refusal : damaged().refusal;
  } finally {
    input.dispose();
  }
}

async function probeVideo(
  track: InputVideoTrack,
  soundTrack: InputAudioTrack | null,
  byteSize: number,
  withProxy: boolean,
): Promise<ContainerContent> {
  const codec = await track.getCodec();
  const code = codeText(await track.getInternalCodecId());
  const unplayable = unplayableVideo({ codec, code });
  if (unplayable && !withProxy) {
    const problem = `is coded as ${unplayable}, which cannot be played here. Install FFmpeg, which Ekonte finds by itself, or convert it to MP4 with H.264; then import it again.`;
    throw new RefusedFile(refusal('unsupported', problem));
  }
  const packets = await readPackets(track, byteSize);
  if (!packets) throw damaged();
  return {
    type: 'video',
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    rate: rateOf(packets),
    frameCount: packets.times.length,
    codec: (await track.getCodecParameterString()) ?? codec ?? code?.trim() ?? 'unknown',
    sound: soundTrack ? ((await probeSound(soundTrack, byteSize, unplayable !== null))?.sound ?? null) : null,
  };
}

/** @returns null for a track without a single packet, as cameras write them when the microphone is off */
async function probeSound(
  track: InputAudioTrack,
  byteSize: number,
  withProxy = false,
): Promise<Omit<Extract<ContainerContent, { type: 'sound' }>, 'type'> | null> {
  const codec = await track.getCodec();
  const unplayable = unplayableSound({ codec, code: codeText(await track.getInternalCodecId()) });
  if (unplayable && !withProxy) {
    const problem = `has sound coded as ${unplayable}, which cannot be played here. Convert it to WAV, FLAC or AAC and import that.`;
    throw new RefusedFile(refusal('unsupported', problem));
  }
  const packets = await readPackets(track, byteSize);
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
async function readPackets(track: InputTrack, byteSize: number): Promise<Packets | null> {
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
    read += 1;
    // A broken index can name thousands of millions; each has a byte at least.
    if (read > byteSize) throw damaged();
    const packetEnd = packet.timestamp + packet.duration;
    end = Math.max(end, packetEnd);
    // Before 0 lies what the edit list leaves out: priming of sound, frames before a cut.
    if (packet.timestamp < 0 && packetEnd <= 1e-6) continue;
    shown.push(packet.timestamp);
    if (packet.timestamp >= last) [last, lastDuration] = [packet.timestamp, packet.duration];
  }
  if (shown.length === 0) return null;
  const lastPacket = await sink.getPacket(last);
  if (!lastPacket || lastPacket.data.byteLength === 0) throw damaged();
  const declared = await track.getDurationFromMetadata();
  if (declared !== null && declared - end > Math.max(shortfallSeconds, declared * shortfallShare))
    throw damaged();
  // Packets lie in the order of decoding.
  const times = Float64Array.from(shown).sort();
  return { times, lastDuration, end, resolution: await track.getTimeResolution() };
}

/**
 * Whether a WAV is as long as its header says; other files always are. The reader takes what there is of one that was
 * cut off. Recorders that never came to write a length leave 0 or the highest number; some count the header in.
 */
async function isWholeWave(path: string, byteSize: number): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    if (buffer.toString('latin1', 0, 4) !== 'RIFF') return true;
    const declared = buffer.readUInt32LE(4);
    return declared === 0xffffffff || declared <= byteSize;
  } finally {
    await file.close();
  }
}

const codeText = (code: unknown): string | null => (typeof code === 'string' ? code : null);
