import { parentPort } from 'node:worker_threads';
import { readLine } from '../reading/readLine.ts';
import type { SpeechReply, SpeechTask } from './speechTask.ts';

/*
 * eSpeak NG in a thread of its own: speaking a line takes tenths of a second of computing, too long for the worker's loop.
 */

interface Synthesiser {
  set_voice(name: string): number;
  set_rate(wordsPerMinute: number): void;
  set_pitch(pitch: number): void;
  get_samplerate(): number;
  /** The callback gets 16-bit samples, which are only good until it returns; true ends the speaking. */
  synthesize(text: string, onSound: (samples: ArrayBuffer | null) => boolean): void;
}

interface SpeechModule {
  readonly eSpeakNGWorker: new () => Synthesiser | Promise<Synthesiser>;
}

let synthesiser: Promise<Synthesiser> | null = null;

async function load(): Promise<Synthesiser> {
  // The package has no types.
  const name = '@echogarden/espeak-ng-emscripten';
  const { default: initialise } = (await import(name)) as { default: () => Promise<SpeechModule> };
  const { eSpeakNGWorker } = await initialise();
  return new eSpeakNGWorker();
}

async function speak({ id, text, voice, wordsPerMinute, pitch }: SpeechTask): Promise<SpeechReply> {
  synthesiser ??= load();
  const engine = await synthesiser;
  const { pieces, unread } = await readLine(text, voice);
  const sounds: Int16Array[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (engine.set_voice(piece.voice) !== 0)
      return { id, ok: false, message: `There is no voice "${piece.voice}".` };
    engine.set_rate(wordsPerMinute);
    engine.set_pitch(pitch);
    const sound = joined(synthesise(engine, piece.text));
    // Between pieces of one sentence there is no pause; behind the last word it stays.
    sounds.push(index < pieces.length - 1 && !/[.,、。！？!?]$/.test(piece.text) ? withoutEnd(sound) : sound);
  }
  return { id, ok: true, samples: joined(sounds), sampleRate: engine.get_samplerate(), unread };
}

function synthesise(engine: Synthesiser, text: string): Int16Array[] {
  const pieces: Int16Array[] = [];
  engine.synthesize(text, (samples) => {
    if (samples) pieces.push(new Int16Array(samples).slice());
    return false;
  });
  return pieces;
}

function joined(pieces: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Of 16 bits; what is below is heard as silence. */
const silentBelow = 200;

function withoutEnd(samples: Int16Array): Int16Array {
  let end = samples.length;
  while (end > 0 && Math.abs(samples[end - 1] ?? 0) < silentBelow) end -= 1;
  return samples.subarray(0, end);
}

parentPort?.on('message', (task: SpeechTask) => {
  speak(task).then(
    (reply) => parentPort?.postMessage(reply, reply.ok ? [reply.samples.buffer as ArrayBuffer] : []),
    (error: unknown) =>
      parentPort?.postMessage({
        id: task.id,
        ok: false,
        message: error instanceof Error ? error.message : String(error),
      } satisfies SpeechReply),
  );
});
