import { z } from 'zod';
import { shotIdSchema } from '../document/ids';

/** Lists that go out of the project as text. */
export const listFormats = ['csv', 'srt', 'vtt'] as const;
export type ListFormat = (typeof listFormats)[number];

const shotIds = z.array(shotIdSchema).min(1).max(10_000).nullable();

const subtitleFields = {
  /** null = all. Times count from the first of them. */
  shotIds,
  /** A line begins with who says it. */
  namesSpeakers: z.boolean(),
  /** Only lines in this language, as "ja"; null = all. */
  language: z.string().max(40).nullable(),
};

/** What is asked for. */
export const listOrderSchema = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('csv'),
    /** null = all, with those that are omitted. */
    shotIds,
    /** Ids of columns of the shot list, in order; null = those that it shows at first. */
    columns: z.array(z.string().max(80)).max(400).nullable(),
    /** With the mark by which Excel knows the text for UTF-8. */
    isForExcel: z.boolean(),
  }),
  z.object({ format: z.literal('srt'), ...subtitleFields }),
  z.object({ format: z.literal('vtt'), ...subtitleFields }),
]);
export type ListOrder = z.infer<typeof listOrderSchema>;

/** A list, ready to be written. */
export interface MadeList {
  readonly text: string;
  /** Shots or lines in it. */
  readonly count: number;
  /** Lines that are left out because nothing says when they are spoken. */
  readonly untimed: number;
}
