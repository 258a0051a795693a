import { z } from 'zod';

/** Forms of a timeline that editing programs read. */
export const cutFormats = ['xmeml', 'otio', 'fcpxml', 'edl'] as const;
export type CutFormat = (typeof cutFormats)[number];

/** With its dot. */
export const cutExtensions: Readonly<Record<CutFormat, string>> = {
  xmeml: '.xml',
  otio: '.otio',
  fcpxml: '.fcpxml',
  edl: '.edl',
};

/** What each is called, and who takes it. */
export const cutFormatNames: Readonly<Record<CutFormat, string>> = {
  xmeml: 'Final Cut Pro 7 XML',
  otio: 'OpenTimelineIO',
  fcpxml: 'Final Cut Pro X XML',
  edl: 'Edit decision list',
};

/**
 * `stills`: a picture of every board, takes by their own files. `clips`: every shot as a rendered clip, with camera and
 * layers moving.
 */
export const cutPictures = ['stills', 'clips'] as const;

export const cutSettingsSchema = z.object({
  format: z.enum(cutFormats).default('xmeml'),
  pictures: z.enum(cutPictures).default('stills'),
  /** Takes and sounds lie beside the timeline, too; else they are referred to where they are. */
  copiesMedia: z.boolean().default(true),
});
/** How a timeline is handed over. */
export type CutSettings = z.infer<typeof cutSettingsSchema>;

export const defaultCutSettings: CutSettings = cutSettingsSchema.parse({});
