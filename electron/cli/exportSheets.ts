import { stat } from 'node:fs/promises';
import {
  orientations,
  papers,
  pictureQualities,
  type SheetSettings,
  sheetLayouts,
  sheetPictures,
  sheetSettingsSchema,
} from '@shared/sheets/settings';
import { type Command, Option } from 'commander';
import { chooseShots, readProject } from './chooseShots';
import { type CommandArgs, type CommandReport, UsageError } from './cliContext';
import { type ExportOrder, requireTarget } from './exportOrder';
import { requireDone, runHeadless } from './runHeadless';

/** What can be left out of a storyboard, and the setting that shows it. */
const parts = {
  action: 'showsAction',
  dialogue: 'showsDialogue',
  notes: 'showsNotes',
  framing: 'showsFraming',
  length: 'showsLength',
  camera: 'showsCamera',
} as const satisfies Record<string, keyof SheetSettings>;

/** Options of the storyboard on pages. */
export function declareSheets(command: Command): Command {
  const choice = (flags: string, words: string, values: readonly string[]) =>
    new Option(flags, words).choices(values);
  return command
    .addOption(
      choice(
        '--layout <layout>',
        'pdf, html: panels a page, or the Japanese sheet; absent = 6',
        sheetLayouts,
      ),
    )
    .addOption(choice('--paper <paper>', 'pdf, html: absent = a4', papers))
    .addOption(choice('--orientation <way>', 'pdf, html: absent = landscape; ekonte: portrait', orientations))
    .option('--cover', 'pdf, html: a page in front with title and numbers')
    .option('--scene-breaks', 'pdf, html: each scene begins a page')
    .addOption(
      choice('--pictures <which>', 'pdf, html: boards as drawn, or what the film shows', sheetPictures),
    )
    .addOption(
      choice(
        '--quality <quality>',
        'pdf, html: of the pictures; absent = print',
        Object.keys(pictureQualities),
      ),
    )
    .option('--draft <words>', 'pdf, html: beside the title, as "Draft 3"')
    .option('--without <parts>', `pdf, html: what is left out: ${Object.keys(parts).join(', ')}`);
}

/** @throws UsageError for parts that there are not */
function settingsOf(
  { options }: Pick<CommandArgs, 'options'>,
  format: SheetSettings['format'],
): SheetSettings {
  const left = String(options.without ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const hidden: Partial<Record<keyof SheetSettings, false>> = {};
  for (const name of left) {
    if (!(name in parts))
      throw new UsageError(`--without knows ${Object.keys(parts).join(', ')}; not "${name}".`);
    hidden[parts[name as keyof typeof parts]] = false;
  }
  const isEkonte = options.layout === 'ekonte';
  const given = {
    format,
    layout: options.layout,
    paper: options.paper,
    orientation: options.orientation ?? (isEkonte ? 'portrait' : undefined),
    hasCover: options.cover,
    breaksAtScenes: options.sceneBreaks,
    pictures: options.pictures,
    quality: options.quality,
    draft: options.draft,
  };
  const settings = sheetSettingsSchema.safeParse({ ...given, ...hidden });
  if (!settings.success) throw new UsageError('--draft has at most 80 letters.');
  return settings.data;
}

/** The storyboard as PDF, or as a page for browsers. */
export const exportSheets = (format: SheetSettings['format']) => (order: ExportOrder) =>
  writeSheets(order, format);

async function writeSheets(order: ExportOrder, format: SheetSettings['format']): Promise<CommandReport> {
  const { folder, out, options, world } = order;
  requireTarget(order, `.${format}`);
  const settings = settingsOf({ options }, format);
  const { ids } = readProject(folder, world, (document) => chooseShots(document, options.shots));
  const task = { command: 'sheets', project: folder, shotIds: ids, settings, out } as const;
  const result = await runHeadless(task, world);
  const job = requireDone(result);
  const { seconds } = result;
  const { size: bytes } = await stat(out);
  const panels = job.framesTotal;
  return {
    json: { out, format, layout: settings.layout, panels, bytes, seconds },
    text: `${out}\n${panels} panels, ${(bytes / 1_000_000).toFixed(1)} MB; made in ${seconds.toFixed(1)} s`,
  };
}
