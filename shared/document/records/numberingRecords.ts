import { z } from 'zod';
import { line } from './common';

export const counterStyles = ['number', 'letters', 'slateLetters'] as const;
export const letterCases = ['keep', 'upper', 'lower'] as const;

/** How one thing is counted: 1 2 3, 0010 0020 0030, A B C. */
export const counterSchema = z.object({
  /** `slateLetters` leaves out I and O, which read as 1 and 0 on a slate. AA follows Z. */
  style: z.enum(counterStyles),
  isLowerCase: z.boolean(),
  /** The first one; 1 = A. */
  start: z.int().min(0).max(99_999),
  step: z.int().min(1).max(1_000),
  /** Digits at least, filled with zeros; letters have none. */
  padding: z.int().min(1).max(8),
});

/** A pattern of names: text with tokens in braces, as "{scene}{shot}" (see shared/shots/numbering/pattern.ts). */
export const namePattern = z.string().min(1).max(120);

/** How scenes, shots, boards and files are named from their order. */
export const numberingSchema = z.object({
  /** Numbers are kept in Scene.number and Shot.number, and what is put in between gets one of its own. */
  isLocked: z.boolean(),
  /** Of shot labels. */
  pattern: namePattern,
  /** Of one board of a shot; `{label}` is the shot's. */
  panelPattern: namePattern,
  /** Of files that are made of a shot. */
  filePattern: namePattern,
  /** Of the words in names: `{project}`, `{size}` and their kind. Counted letters have a case of their own. */
  letterCase: z.enum(letterCases),
  /** Whether shots are counted anew in each scene. */
  shotRestart: z.enum(['scene', 'film']),
  scene: counterSchema,
  shot: counterSchema,
  panel: counterSchema,
  take: counterSchema,
});

/** A shot's number while numbers are locked: its whole label, and the parts that later ones are counted from. */
export const shotNumberSchema = z.object({
  label: line.min(1),
  /** The number of the scene it was counted in: it keeps it, in whatever scene it lies later. */
  scene: line,
  shot: line,
});

export type Counter = Readonly<z.infer<typeof counterSchema>>;
export type Numbering = Readonly<z.infer<typeof numberingSchema>>;
export type ShotNumber = Readonly<z.infer<typeof shotNumberSchema>>;
