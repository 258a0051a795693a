import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { DialogueLineId, ElementId, MediaId } from '@shared/document/ids';
import type { DialogueLine, Media, Voice } from '@shared/document/records';
import { voiceOfLine } from '@shared/elements/lineVoice';
import { speechVoiceOf } from '@shared/elements/speechVoice';
import { languageName } from '@shared/generation/languages';
import { CodedError } from '@shared/rpc/result';
import type { Committed } from '@shared/rpc/table';
import { nanoid } from 'nanoid';
import type { DocumentPort, Emit } from '../documentPort';
import { ImportJournal } from '../media/importJournal';
import { sizeOf, writeWhole } from '../media/storeFile';
import { short, soundNameOf } from './soundName';
import { SpeechThread } from './speechThread';
import { waveFile } from './waveFile';

export interface SpeechOptions extends DocumentPort {
  readonly projectFolder: string;
  readonly emit: Emit;
  readonly now: () => number;
}

export interface SpokenLines {
  readonly committed: Committed | null;
  /** Lines that could not be spoken, in words. */
  readonly problems: readonly string[];
}

/** Speaks dialogue lines offline, as sounds on the dialogue tracks that a recording or a generated voice replaces later. */
export class Speech {
  readonly #options: SpeechOptions;
  readonly #thread = new SpeechThread();
  #running: AbortController | null = null;

  constructor(options: SpeechOptions) {
    this.#options = options;
  }

  /**
   * One edit for all lines, committed when the last one is spoken.
   * @throws CodedError `refused` while lines are being spoken or when none has words; `cancelled`, `diskFull`, `readOnly`
   */
  async speakLines(lineIds: readonly DialogueLineId[], selection: readonly string[]): Promise<SpokenLines> {
    const { document, emit, runCommands, projectFolder } = this.#options;
    if (this.#running) throw new CodedError('refused', 'Lines are being spoken already.');
    const lines = lineIds.flatMap((id) => document.get('dialogueLine', id) ?? []);
    const worded = lines.filter(({ text }) => text.trim() !== '');
    if (worded.length === 0) throw new CodedError('refused', 'There are no words to speak.');
    const controller = new AbortController();
    this.#running = controller;
    const journal = new ImportJournal(join(projectFolder, 'media'));
    const problems: string[] = [];
    const sounds: { dialogueLineId: DialogueLineId; media: Media; spokenText: string }[] = [];
    try {
      for (const [done, line] of worded.entries()) {
        emit('speech.progress', { done, total: worded.length });
        const media = await this.#speak(line, journal, controller.signal, problems).catch(
          (error: unknown) => {
            if (!(error instanceof CodedError) || error.code !== 'unsupported') throw error;
            problems.push(error.message);
            return null;
          },
        );
        if (media) sounds.push({ dialogueLineId: line.id, media, spokenText: line.text });
      }
      // Lines may have gone while others were spoken.
      const alive = sounds.filter(({ dialogueLineId }) => document.has('dialogueLine', dialogueLineId));
      if (alive.length === 0) return { committed: null, problems };
      const committed = await runCommands([{ command: 'dialogue.placeSounds', args: { sounds: alive } }], {
        source: 'user',
        selection,
      });
      return { committed, problems };
    } finally {
      this.#running = null;
      emit('speech.progress', { ended: true });
      await journal.close();
    }
  }

  /**
   * A line as it would be spoken by a voice that need not be in the film yet, to listen to.
   * @returns a WAV file
   * @throws CodedError `unsupported` for a language that is not spoken
   */
  async listen(
    text: string,
    language: string,
    voice: Pick<Voice, 'accent' | 'synthesis'>,
    speakerId: ElementId | null,
  ): Promise<Uint8Array> {
    const line = { text, language, accent: '', deliveryNote: '' };
    const spokenAs = speechVoiceOf(line, speakerId === null ? undefined : { id: speakerId }, voice);
    if (!spokenAs) {
      throw new CodedError('unsupported', `The synthesiser does not speak ${languageName(language)}.`);
    }
    const { samples, sampleRate } = await this.#thread.speak(
      { text, ...spokenAs },
      AbortSignal.timeout(20_000),
    );
    return waveFile(samples, sampleRate);
  }

  /** Nothing of what was being spoken stays. */
  cancel(): void {
    this.#running?.abort();
  }

  async dispose(): Promise<void> {
    this.cancel();
    await this.#thread.dispose();
  }

  async #speak(
    line: DialogueLine,
    journal: ImportJournal,
    signal: AbortSignal,
    problems: string[],
  ): Promise<Media> {
    const { document, projectFolder, now } = this.#options;
    const speaker = line.speakerId ? document.get('element', line.speakerId) : undefined;
    const voice = voiceOfLine(document, line);
    const spokenAs = speechVoiceOf(line, voice ? { id: voice.elementId } : speaker, voice);
    if (!spokenAs) {
      throw new CodedError(
        'unsupported',
        `The synthesiser does not speak ${languageName(line.language)}: "${short(line.text)}"`,
      );
    }
    const { samples, sampleRate, unread } = await this.#thread.speak(
      { text: line.text, ...spokenAs },
      signal,
    );
    const help = unread.length === 0 ? '' : `${unread.join(', ')}: ${howToRead(unread[0] ?? '')}`;
    if (samples.length === 0) {
      const words = `There is nothing to hear in "${short(line.text)}".`;
      throw new CodedError('unsupported', help === '' ? words : `${words} ${help}`);
    }
    if (help !== '') problems.push(`"${short(line.text)}" is spoken without ${help}`);
    const bytes = waveFile(samples, sampleRate);
    const fingerprint = createHash('sha256').update(bytes).digest('hex');
    const path = `media/${fingerprint.slice(0, 2)}/${fingerprint}.wav`;
    const name = soundNameOf(document, line);
    const target = join(projectFolder, path);
    if ((await sizeOf(target)) !== bytes.length) {
      await journal.note(path);
      await writeWhole(target, bytes, name);
    }
    return {
      kind: 'media',
      id: `med_${nanoid()}` as MediaId,
      name,
      fingerprint,
      fingerprintOf: 'whole',
      byteSize: bytes.length,
      mimeType: 'audio/wav',
      importedAtMs: now(),
      storage: { mode: 'copied', path },
      content: {
        type: 'sound',
        codec: 'pcm-s16',
        sound: { sampleRate, channels: 1, sampleCount: samples.length },
      },
    };
  }
}

const howToRead = (word: string): string =>
  `the dictionary does not know how to read it. Write the reading behind it in the line: ${word}（よみ）.`;
