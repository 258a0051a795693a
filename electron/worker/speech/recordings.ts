import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DialogueLineId, MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { bytesPerSample, longestRecordingSeconds } from '@shared/elements/recording';
import { CodedError } from '@shared/rpc/result';
import type { Committed, RecoveredRecording } from '@shared/rpc/table';
import { nanoid } from 'nanoid';
import type { DocumentPort } from '../documentPort';
import { ImportJournal } from '../media/importJournal';
import { fingerprintFile, moveIntoPlace, sizeOf, storingError } from '../media/storeFile';
import { writeAll } from '../writeAll';
import { soundNameOf } from './soundName';
import { headerBytes, sampleRateOf, waveHeader } from './waveFile';

export interface RecordingsOptions extends DocumentPort {
  readonly projectFolder: string;
  readonly now: () => number;
}

interface Recording {
  readonly lineId: DialogueLineId;
  readonly path: string;
  readonly sampleRate: number;
  readonly file: FileHandle;
  /** Of samples, behind the header. */
  byteSize: number;
  /** Pieces are written one after the other, also when they are sent at once. */
  writing: Promise<void>;
}

/** media/.recording-<line>-<id>.wav: what comes from the microphone, until it is kept. Sweeps pass over it. */
const beginning = '.recording-';
const fileName = /^\.recording-(dlg_[A-Za-z0-9_-]{8,40}?)-[A-Za-z0-9_-]{12}\.wav$/;
/** Shorter is nothing that anybody said. Seconds. */
const leastSeconds = 0.2;

/**
 * Recordings of dialogue lines, 16-bit mono WAV, written to the project while they are made: what was on the disk when the program ended
 * is brought into the media at the next opening.
 */
export class Recordings {
  readonly #options: RecordingsOptions;
  readonly #underWay = new Map<string, Recording>();

  constructor(options: RecordingsOptions) {
    this.#options = options;
  }

  /** @throws CodedError `notFound` when the line is gone; `diskFull`, `readOnly` */
  async begin(lineId: DialogueLineId, sampleRate: number): Promise<{ readonly recordingId: string }> {
    if (!this.#options.document.has('dialogueLine', lineId)) throw lineGone();
    const recordingId = nanoid(12);
    const path = join(this.#mediaFolder, `${beginning}${lineId}-${recordingId}.wav`);
    try {
      await mkdir(this.#mediaFolder, { recursive: true });
      const file = await open(path, 'wx');
      const recording = { lineId, path, sampleRate, file, byteSize: 0, writing: Promise.resolve() };
      this.#underWay.set(recordingId, recording);
      await writeAll(file, [waveHeader(0, sampleRate)], 0);
    } catch (error) {
      await this.discard(recordingId);
      throw storingError(error, path, 'the recording');
    }
    return { recordingId };
  }

  /**
   * The next piece. On the disk when the promise resolves.
   * @param samples 16-bit, little end first
   * @throws CodedError `notFound`, `badRequest`, `tooLarge`, `diskFull`, `readOnly`
   */
  async write(recordingId: string, samples: Uint8Array): Promise<void> {
    const recording = this.#require(recordingId);
    const { file, path, sampleRate } = recording;
    if (samples.length % bytesPerSample !== 0)
      throw new CodedError('badRequest', 'A piece of a recording ends in the middle of a sample.');
    recording.writing = recording.writing.then(async () => {
      if (recording.byteSize + samples.length > longestRecordingSeconds * sampleRate * bytesPerSample)
        throw new CodedError('tooLarge', 'A recording of a line is at most half an hour long.');
      try {
        await writeAll(file, [samples], headerBytes + recording.byteSize);
        await file.datasync();
      } catch (error) {
        throw storingError(error, path, 'the recording');
      }
      recording.byteSize += samples.length;
    });
    return recording.writing;
  }

  /**
   * It is heard for its line from now on: one edit.
   * @throws CodedError `refused` for one without a sound or of a line that is in no shot of the film; `notFound`, `diskFull`, `readOnly`.
   */
  async keep(recordingId: string, selection: readonly string[]): Promise<Committed> {
    const recording = this.#require(recordingId);
    const { document, runCommands } = this.#options;
    const { lineId, byteSize, sampleRate } = recording;
    // A piece that failed was told to who sent it; what was written before is good.
    await recording.writing.catch(() => undefined);
    if (!document.has('dialogueLine', lineId)) throw lineGone();
    if (byteSize < leastSeconds * sampleRate * bytesPerSample)
      throw new CodedError('refused', 'There is nothing in this recording yet.');
    await finish(recording.file, recording.byteSize, sampleRate).catch((error: unknown) => {
      throw storingError(error, recording.path, 'the recording');
    });
    const journal = new ImportJournal(this.#mediaFolder);
    try {
      const media = await this.#store(recording, journal, '');
      this.#underWay.delete(recordingId);
      const args = { sounds: [{ dialogueLineId: lineId, media, spokenText: null }] };
      const options = { source: 'user', label: 'Record Line', selection } as const;
      return await runCommands([{ command: 'dialogue.placeSounds', args }], options).catch(
        async (error: unknown) => {
          // The line went to an omitted shot meanwhile: the recording itself stays.
          await runCommands([{ command: 'media.add', args: { media: [media] } }], options);
          const why = error instanceof Error ? error.message : String(error);
          throw new CodedError('refused', `${why} The recording is kept in Media.`, lineId);
        },
      );
    } finally {
      await journal.close();
    }
  }

  /** Nothing of it stays. One that is gone is no mistake. */
  async discard(recordingId: string): Promise<void> {
    const recording = this.#underWay.get(recordingId);
    if (!recording) return;
    this.#underWay.delete(recordingId);
    await recording.writing.catch(() => undefined);
    await recording.file.close();
    await rm(recording.path, { force: true });
  }

  /** What was being recorded when the program ended comes into the media, outside the person's undo line. */
  async recover(): Promise<RecoveredRecording[]> {
    const entries = await readdir(this.#mediaFolder).catch(() => []);
    const own = new Set([...this.#underWay.values()].map(({ path }) => path));
    const recovered: RecoveredRecording[] = [];
    for (const entry of entries) {
      const lineId = fileName.exec(entry)?.[1] as DialogueLineId | undefined;
      const path = join(this.#mediaFolder, entry);
      if (lineId === undefined || own.has(path)) continue;
      const found = await this.#recoverOne(lineId, path);
      if (found) recovered.push(found);
      else await rm(path, { force: true });
    }
    return recovered;
  }

  /** What is under way is found again at the next opening. */
  async dispose(): Promise<void> {
    const all = [...this.#underWay.values()];
    this.#underWay.clear();
    await Promise.all(
      all.map(({ writing, file }) => writing.catch(() => undefined).then(() => file.close())),
    );
  }

  get #mediaFolder(): string {
    return join(this.#options.projectFolder, 'media');
  }

  #require(recordingId: string): Recording {
    const recording = this.#underWay.get(recordingId);
    if (!recording) throw new CodedError('notFound', 'This recording is gone.');
    return recording;
  }

  async #recoverOne(lineId: DialogueLineId, path: string): Promise<RecoveredRecording | null> {
    const { document, runCommands } = this.#options;
    const header = Buffer.alloc(headerBytes);
    const file = await open(path, 'r+');
    const { bytesRead } = await file.read(header, 0, headerBytes, 0);
    const sampleRate = bytesRead === headerBytes ? sampleRateOf(header) : null;
    const byteSize = Math.floor(((await file.stat()).size - headerBytes) / bytesPerSample) * bytesPerSample;
    if (sampleRate === null || byteSize < leastSeconds * sampleRate * bytesPerSample) {
      await file.close();
      return null;
    }
    await file.truncate(headerBytes + byteSize);
    await finish(file, byteSize, sampleRate);
    const journal = new ImportJournal(this.#mediaFolder);
    try {
      const media = await this.#store({ lineId, path, sampleRate, file, byteSize }, journal, ' (cut off)');
      const isKnown = document.list('media').some(({ fingerprint }) => fingerprint === media.fingerprint);
      if (!isKnown)
        await runCommands([{ command: 'media.add', args: { media: [media] } }], { source: 'job' });
      return {
        mediaId: media.id,
        name: media.name.replace(/ \(cut off\)\.wav$/, ''),
        seconds: byteSize / bytesPerSample / sampleRate,
        lineId: document.has('dialogueLine', lineId) ? lineId : null,
      };
    } finally {
      await journal.close();
    }
  }

  /** To its place among the media. */
  async #store(
    { lineId, path, sampleRate, file, byteSize }: Omit<Recording, 'writing'>,
    journal: ImportJournal,
    remark: string,
  ): Promise<Media> {
    const { document, projectFolder, now } = this.#options;
    await file.close();
    const line = document.get('dialogueLine', lineId);
    const name = soundNameOf(document, line, remark);
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    const read = await fingerprintFile(path, name, options);
    const stored = `media/${read.fingerprint.slice(0, 2)}/${read.fingerprint}.wav`;
    const target = join(projectFolder, stored);
    if ((await sizeOf(target)) === read.byteSize) await rm(path, { force: true });
    else {
      await journal.note(stored);
      await moveIntoPlace(path, target);
    }
    return {
      kind: 'media',
      id: `med_${nanoid()}` as MediaId,
      name,
      fingerprint: read.fingerprint,
      fingerprintOf: 'whole',
      byteSize: read.byteSize,
      mimeType: 'audio/wav',
      importedAtMs: now(),
      storage: { mode: 'copied', path: stored },
      content: {
        type: 'sound',
        codec: 'pcm-s16',
        sound: { sampleRate, channels: 1, sampleCount: byteSize / bytesPerSample },
      },
    };
  }
}

/** The header says how long it is. */
async function finish(file: FileHandle, byteSize: number, sampleRate: number): Promise<void> {
  await writeAll(file, [waveHeader(byteSize, sampleRate)], 0);
  await file.sync();
}

const lineGone = (): CodedError =>
  new CodedError('notFound', 'The line that was to be recorded is no longer there.');
