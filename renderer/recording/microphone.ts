import { mixDown } from '@shared/elements/recording';
import { CodedError } from '@shared/rpc/result';

/** Chromium's way to the samples of a track, https://www.w3.org/TR/mediacapture-transform/; not in TypeScript's library. */
declare class MediaStreamTrackProcessor {
  constructor(options: { readonly track: MediaStreamTrack; readonly maxBufferSize: number });
  readonly readable: ReadableStream<AudioData>;
}

/** Pieces of about 10 ms that may wait while the window is busy: five seconds. */
const mostWaitingPieces = 500;

export interface MicrophoneChoice {
  readonly id: string;
  readonly label: string;
}

export interface MicrophoneOptions {
  /** null = the system's. One that is not there any more gives way to it. */
  readonly deviceId: string | null;
  /** Samples of one channel, as they come. */
  readonly onSamples: (samples: Float32Array, sampleRate: number) => void;
  /** It was unplugged, or taken away. */
  readonly onLost: () => void;
}

/** A microphone that is open. */
export class Microphone {
  readonly deviceId: string | null;
  readonly #stream: MediaStream;
  #isClosed = false;

  /** @throws CodedError `refused`, `notFound`, `unsupported` with what a person can do */
  static async open(options: MicrophoneOptions): Promise<Microphone> {
    try {
      return new Microphone(await streamOf(options.deviceId), options);
    } catch (error) {
      throw wordsFor(error);
    }
  }

  private constructor(stream: MediaStream, { onSamples, onLost }: MicrophoneOptions) {
    this.#stream = stream;
    const [track] = stream.getAudioTracks();
    if (!track) throw new DOMException('', 'NotFoundError');
    this.deviceId = track.getSettings().deviceId ?? null;
    track.addEventListener('ended', () => {
      if (!this.#isClosed) onLost();
    });
    const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: mostWaitingPieces });
    void this.#read(readable.getReader(), onSamples).catch(() => {
      if (!this.#isClosed) onLost();
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const track of this.#stream.getTracks()) track.stop();
  }

  async #read(
    reader: ReadableStreamDefaultReader<AudioData>,
    onSamples: MicrophoneOptions['onSamples'],
  ): Promise<void> {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const { numberOfFrames, numberOfChannels, sampleRate } = value;
      const channels = Array.from({ length: numberOfChannels }, (_, planeIndex) => {
        const samples = new Float32Array(numberOfFrames);
        value.copyTo(samples, { planeIndex, format: 'f32-planar' });
        return samples;
      });
      value.close();
      if (!this.#isClosed) onSamples(mixDown(channels), sampleRate);
    }
  }
}

/** Once one is open, they have names. */
export async function listMicrophones(): Promise<MicrophoneChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
    .map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `Microphone ${index + 1}` }));
}

async function streamOf(deviceId: string | null): Promise<MediaStream> {
  // As it sounds: nothing that is made for calls.
  const plain = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const { mediaDevices } = navigator;
  if (deviceId === null) return mediaDevices.getUserMedia({ audio: plain });
  return mediaDevices
    .getUserMedia({ audio: { ...plain, deviceId: { exact: deviceId } } })
    .catch((error: unknown) => {
      const isGone =
        error instanceof DOMException && ['OverconstrainedError', 'NotFoundError'].includes(error.name);
      if (!isGone) throw error;
      return mediaDevices.getUserMedia({ audio: plain });
    });
}

function wordsFor(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  switch (error.name) {
    case 'NotFoundError':
      return new CodedError('notFound', 'No microphone is connected. Connect one, then try again.');
    case 'NotAllowedError':
      return new CodedError('refused', notAllowed);
    case 'NotReadableError':
      return new CodedError(
        'unsupported',
        'The microphone does not answer. Another program may be using it: close that, then try again.',
      );
    default:
      return new CodedError('unsupported', `The microphone could not be opened (${error.name}).`);
  }
}

/** What a person does when the system stands in the way. */
export const notAllowed =
  "Ekonte may not use the microphone. Allow it in the system's privacy settings, then try again.";
