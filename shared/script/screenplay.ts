import { z } from 'zod';
import { line, text } from '../document/records/common';

/** Bytes of a file that are looked at: the longest scripts have less than two million. */
export const maxScriptBytes = 32_000_000;
/** A film of ten hours has no more of either. */
export const maxScriptScenes = 5_000;
export const maxScriptItems = 20_000;

const actionSchema = z.object({ type: z.literal('action'), text });
const dialogueSchema = z.object({
  type: z.literal('dialogue'),
  /** The name as the script writes it, without what stands in brackets; '' = nobody is named. */
  cue: line,
  /** "V.O.", "O.S., on the radio"; '' = none. That somebody goes on speaking is not kept. */
  extension: line,
  /** How it is said, out of a parenthetical; '' = not said. */
  delivery: line,
  text,
  /** Said at the same time as the speech before it. */
  isDual: z.boolean(),
});
/** As "DISSOLVE TO:": how the next shot comes in. */
const transitionSchema = z.object({ type: z.literal('transition'), text: line });

export const scriptItemSchema = z.discriminatedUnion('type', [
  actionSchema,
  dialogueSchema,
  transitionSchema,
]);

export const scriptSceneSchema = z.object({
  /** As the script has it; null = the script does not number it. */
  number: line.min(1).nullable(),
  heading: line,
  act: line,
  sequence: line,
  /** Synopses and notes of its writer. */
  notes: z.array(text).max(1_000),
  items: z.array(scriptItemSchema).max(maxScriptItems),
});

/** A screenplay, whatever file it came from: what Fountain and Final Draft both can say and a storyboard can use. */
export const screenplaySchema = z.object({
  title: line,
  scenes: z.array(scriptSceneSchema).max(maxScriptScenes),
});

export type ScriptItem = z.infer<typeof scriptItemSchema>;
export type ScriptDialogue = z.infer<typeof dialogueSchema>;
export type ScriptAction = z.infer<typeof actionSchema>;
export type ScriptScene = z.infer<typeof scriptSceneSchema>;
export type Screenplay = z.infer<typeof screenplaySchema>;

export const maxLine = 400;
export const maxText = 20_000;

/** At most so many characters, none of them half. */
export function cutText(words: string, max: number): string {
  if (words.length <= max) return words;
  return words
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}

/** One line of text without marks that would mean something else when it is written down as Fountain. */
export function plainLine(words: string): string {
  return (
    words
      .replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replaceAll(/[\u0000-\u001f\u007f\u2028\u2029\ufeff]+/g, ' ')
      .replaceAll(/\[(?=\[)|\](?=\])/g, '')
      .replaceAll('/*', '/ *')
      .trim()
      .replace(/^(?:~\s*)+/, '')
  );
}

/** Lines of a paragraph, empty ones left out, at most what a record holds. */
export function plainText(words: string): string {
  const lines = words
    .split(/\r\n|[\n\r\u2028\u2029\v\f]/)
    .map(plainLine)
    .filter((each) => each !== '');
  return cutText(lines.join('\n'), maxText);
}

/** The same on one line. */
export function plainName(words: string): string {
  return cutText(plainLine(words).replaceAll(/\s+/g, ' '), maxLine);
}
