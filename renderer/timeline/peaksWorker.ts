import { PeakCollector, samplesPerPeakFor } from '@shared/timeline/peaks';
import { ALL_FORMATS, AudioSampleSink, Input, UrlSource } from 'mediabunny';

/* A thread that reads sounds from end to end for their waveforms, so that the window stays free. */

export interface PeaksRequest {
  readonly id: number;
  readonly url: string;
  /** Samples a channel. */
  readonly sampleCount: number;
}

export type PeaksReply =
  | {
      readonly id: number;
      readonly ok: true;
      readonly samplesPerPeak: number;
      readonly values: Int8Array<ArrayBuffer>;
    }
  | { readonly id: number; readonly ok: false };

async function makePeaks({ id, url, sampleCount }: PeaksRequest): Promise<PeaksReply> {
  const input = new Input({
    source: new UrlSource(url, { getRetryDelay: () => null, maxCacheSize: 16 * 1024 * 1024 }),
    formats: ALL_FORMATS,
  });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track) return { id, ok: false };
    const samplesPerPeak = samplesPerPeakFor(sampleCount);
    const collector = new PeakCollector(samplesPerPeak, sampleCount);
    for await (const sample of new AudioSampleSink(track).samples()) {
      const channels = Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
        const plane = new Float32Array(sample.numberOfFrames);
        sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
        return plane;
      });
      sample.close();
      collector.add(channels);
    }
    return { id, ok: true, samplesPerPeak, values: new Int8Array(collector.finish().values) };
  } catch {
    return { id, ok: false };
  } finally {
    input.dispose();
  }
}

// One after the other: a long sound already keeps a core busy.
let queue: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<PeaksRequest>) => {
  queue = queue.then(async () => {
    const reply = await makePeaks(data);
    self.postMessage(reply, { transfer: reply.ok ? [reply.values.buffer] : [] });
  });
});
