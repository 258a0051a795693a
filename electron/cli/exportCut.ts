import { dirname, join } from 'node:path';
import {
  type CutFormat,
  cutExtensions,
  cutPictures,
  cutSettingsSchema,
} from '@shared/interchange/cutSettings';
import { type Command, Option } from 'commander';
import { cutMediaName } from '../worker/cuts/cutTarget';
import { chooseShots, readProject } from './chooseShots';
import type { CommandReport } from './cliContext';
import { type ExportOrder, requireTarget } from './exportOrder';
import { requireDone, runHeadless } from './runHeadless';

/** Options of timelines for editing programs. */
export function declareCut(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--media <which>',
        'otio, fcpxml, xmeml, edl: stills = pictures of boards, and takes as they are; clips = every shot rendered; absent = stills',
      ).choices(cutPictures),
    )
    .option('--no-copy', 'otio, fcpxml, xmeml, edl: takes and sounds stay where they are');
}

/** Writes a timeline with a folder of its media beside it. @throws CodedError as the job failed */
export function exportCut(format: CutFormat): (order: ExportOrder) => Promise<CommandReport> {
  return async (order) => {
    const { folder, out, options, world } = order;
    requireTarget(order, cutExtensions[format]);
    const settings = cutSettingsSchema.parse({
      format,
      pictures: options.media,
      copiesMedia: options.copy !== false,
    });
    const { ids } = readProject(folder, world, (document) => chooseShots(document, options.shots));
    const task = { command: 'timeline', project: folder, shotIds: ids, settings, out } as const;
    const result = await runHeadless(task, world);
    const files = requireDone(result).framesTotal;
    const mediaName = cutMediaName(out);
    return {
      json: { out, format, media: join(dirname(out), mediaName), files, seconds: result.seconds },
      text: `${out}\n${files} media in "${mediaName}"; made in ${result.seconds.toFixed(1)} s`,
    };
  };
}
