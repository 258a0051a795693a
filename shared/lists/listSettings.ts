import { z } from 'zod';

/** What lists are like, as a person last chose. */
export const listSettingsSchema = z.object({
  isForExcel: z.boolean().default(true),
  /** Of the shot list: `shown` = as the table shows them now. */
  columns: z.enum(['shown', 'all']).default('shown'),
  subtitles: z.enum(['srt', 'vtt']).default('srt'),
  namesSpeakers: z.boolean().default(false),
});
export type ListSettings = z.infer<typeof listSettingsSchema>;
