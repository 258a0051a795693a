import { z } from 'zod';

/** Panels on a page, or the sheet of Japanese animation: five in a column with their texts beside them. */
export const sheetLayouts = ['1', '2', '3', '4', '6', '9', 'ekonte'] as const;
export type SheetLayout = (typeof sheetLayouts)[number];

export const papers = ['a4', 'letter'] as const;
export type Paper = (typeof papers)[number];
export const orientations = ['landscape', 'portrait'] as const;

/** pt, upright. */
export const paperSizes: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
};

/** Resolution of the pictures, dots per inch. */
export const pictureQualities = { small: 100, print: 200, fine: 300 } as const;

/** `boards`: as drawn, but the take where nothing is drawn. `film`: as the film shows it. */
export const sheetPictures = ['boards', 'film'] as const;

/** Pages of paper, or one page for a browser. */
export const sheetFormats = ['pdf', 'html'] as const;

export const sheetSettingsSchema = z.object({
  format: z.enum(sheetFormats).default('pdf'),
  layout: z.enum(sheetLayouts).default('6'),
  paper: z.enum(papers).default('a4'),
  orientation: z.enum(orientations).default('landscape'),
  hasCover: z.boolean().default(false),
  /** Each scene begins a page. */
  breaksAtScenes: z.boolean().default(false),
  pictures: z.enum(sheetPictures).default('boards'),
  quality: z.enum(['small', 'print', 'fine']).default('print'),
  /** Start and end of camera moves as frames on the pictures. */
  showsCamera: z.boolean().default(true),
  /** Size, angle, lens and move. */
  showsFraming: z.boolean().default(true),
  showsAction: z.boolean().default(true),
  showsDialogue: z.boolean().default(true),
  showsNotes: z.boolean().default(true),
  showsLength: z.boolean().default(true),
  /** Beside the title, as "Draft 3"; empty = none. */
  draft: z.string().max(80).default(''),
});
/** How a storyboard is printed. */
export type SheetSettings = z.infer<typeof sheetSettingsSchema>;

export const defaultSheetSettings: SheetSettings = sheetSettingsSchema.parse({});

/** Size of a page, pt. */
export function pageSize({ paper, orientation }: Pick<SheetSettings, 'paper' | 'orientation'>): {
  readonly width: number;
  readonly height: number;
} {
  const { width, height } = paperSizes[paper];
  return orientation === 'portrait' ? { width, height } : { width: height, height: width };
}
