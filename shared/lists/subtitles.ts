import type { DocumentView } from '../document/document';
import { soundOfLine } from '../elements/lineSound';
import { pickShots, selectSequence } from '../shots/sequence';
import type { Rate } from '../time/rate';
import type { ListOrder } from './listOrder';

/** A line of dialogue in time. */
export interface Cue {
  /** Frames of what is delivered, half-open. */
  readonly from: number;
  readonly to: number;
  /** Empty = nobody known. */
  readonly speaker: string;
  /** No empty lines: one would end the cue. */
  readonly text: string;
}

type Wish = Pick<Extract<ListOrder, { format: 'srt' }>, 'shotIds' | 'language'>;

/**
 * The lines of a film, or of the film made of some of its shots, in time: where they are set to be spoken, else where
 * their sound lies. `untimed`: lines of which neither is known.
 */
export function dialogueCues(
  document: DocumentView,
  { shotIds, language }: Wish,
): { readonly cues: readonly Cue[]; readonly untimed: number } {
  const cues: Cue[] = [];
  let untimed = 0;
  let start = 0;
  for (const { shot, startFrame } of pickShots(selectSequence(document).shots, shotIds)) {
    for (const line of document.childrenOf('dialogueLine', shot.id)) {
      const text = cueText(line.text);
      if (text === '' || (language !== null && !isLanguage(line.language, language))) continue;
      const sound = line.span ? null : soundOfLine(document, line);
      const span =
        line.span ??
        (sound && sound.kind !== 'none'
          ? { offsetFrames: sound.clip.startFrame - startFrame, lengthFrames: sound.clip.lengthFrames }
          : null);
      if (!span) {
        untimed += 1;
        continue;
      }
      const from = Math.max(0, start + span.offsetFrames);
      const to = start + span.offsetFrames + span.lengthFrames;
      const speaker = line.speakerId ? (document.get('element', line.speakerId)?.name ?? '') : '';
      if (to > from) cues.push({ from, to, speaker: speaker.replaceAll(/\s+/g, ' ').trim(), text });
    }
    start += shot.lengthFrames;
  }
  return { cues: cues.sort((a, b) => a.from - b.from || a.to - b.to), untimed };
}

/** "ja" takes "ja-JP", too. */
function isLanguage(tag: string, wanted: string): boolean {
  const [own, asked] = [tag.toLowerCase(), wanted.toLowerCase()];
  return own === asked || own.startsWith(`${asked}-`);
}

/** Without what would end a cue or be taken for its times. */
function cueText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/-->/g, '→')
    .split(/\r\n?|\n|\u2028|\u2029/)
    .map((line) => line.replaceAll(/\p{Cc}/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** @returns "01:02:03,004" */
function clock(frame: number, rate: Rate, point: ',' | '.'): string {
  const ms = Math.round((frame * rate.den * 1000) / rate.num);
  const digits = (value: number, count: number) => String(value).padStart(count, '0');
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds % 60, 2)}${point}${digits(ms % 1000, 3)}`;
}

/** SubRip. */
export function srtText(cues: readonly Cue[], rate: Rate, namesSpeakers: boolean): string {
  return cues
    .map(({ from, to, speaker, text }, index) => {
      const name = namesSpeakers && speaker !== '' ? `${speaker}: ` : '';
      return `${index + 1}\r\n${clock(from, rate, ',')} --> ${clock(to, rate, ',')}\r\n${(name + text).replaceAll('\n', '\r\n')}\r\n`;
    })
    .join('\r\n');
}

/** WebVTT, without styles: programs stumble over them. */
export function vttText(cues: readonly Cue[], rate: Rate, namesSpeakers: boolean): string {
  const safe = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const body = cues.map(({ from, to, speaker, text }) => {
    const voice = namesSpeakers && speaker !== '' ? `<v ${safe(speaker)}>` : '';
    return `${clock(from, rate, '.')} --> ${clock(to, rate, '.')}\n${voice}${safe(text)}\n`;
  });
  return ['WEBVTT\n', ...body].join('\n');
}
