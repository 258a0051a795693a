import { resolve } from 'node:path';
import { localChoicesSchema } from '@shared/generation/stills/stillChoices';
import { byteText } from '@shared/media/byteText';
import { Option } from 'commander';
import { archiveExtension, packProject } from '../worker/archive/packProject';
import { openProject } from '../worker/database/openProject';
import { withArchiveWork } from './archiveWork';
import { type CliCommand, type CommandReport, pathArgument, UsageError } from './cliContext';
import { declareCut, exportCut } from './exportCut';
import { declareLists, exportList } from './exportLists';
import type { ExportOrder } from './exportOrder';
import { declareSheets, exportSheets } from './exportSheets';
import { makeStills, sizeOf } from './localStills';

/** One writer a format. */
const formats: Readonly<Record<string, (order: ExportOrder) => Promise<CommandReport>>> = {
  ekontez: packedProject,
  png: boardPictures,
  pdf: exportSheets('pdf'),
  html: exportSheets('html'),
  otio: exportCut('otio'),
  fcpxml: exportCut('fcpxml'),
  xmeml: exportCut('xmeml'),
  edl: exportCut('edl'),
  csv: exportList('csv'),
  srt: exportList('srt'),
  vtt: exportList('vtt'),
};

export const exportProject: CliCommand = {
  declare: (program) =>
    declareCut(
      declareLists(
        declareSheets(
          program
            .command('export')
            .description('write the project in another form')
            .argument('<project>', 'project folder; it may be open elsewhere')
            .addOption(
              new Option(
                '--format <format>',
                'ekontez: the whole project as one file; png: a picture of every board; pdf: the storyboard on pages; html: the storyboard as a page for browsers; csv: the shot list; srt, vtt: the dialogue as subtitles; otio, fcpxml, xmeml, edl: the timeline for an editing program',
              )
                .choices(Object.keys(formats))
                .makeOptionMandatory(),
            )
            .requiredOption('--out <path>', 'file to write; png: folder')
            .option('--replace', 'replace an older file of that name')
            .option('--no-linked', 'ekontez: leave linked media where they are')
            .option('--shots <list>', 'all but ekontez: labels and ranges, as 1A,2C or 1A-2C; absent = all')
            .option('--size <size>', 'png: hd, 2k, 4k or as 3840x2160; absent = as the project', sizeOf),
        ),
      ),
    ),
  run: async (args, world) => {
    const folder = pathArgument(args, 0, world);
    const out = resolve(world.cwd, String(args.options.out));
    const write = formats[String(args.options.format)];
    if (!write) throw new UsageError(`There is no format "${args.options.format}".`);
    return write({ folder, out, options: args.options, world });
  },
};

/** The boards as they are drawn, not the takes of their shots. */
function boardPictures({ folder, out, options, world }: ExportOrder): Promise<CommandReport> {
  const choices = localChoicesSchema.parse({
    what: 'series',
    each: 'boards',
    ...((options.size as object | undefined) ?? {}),
  });
  const order = {
    project: folder,
    shots: options.shots,
    choices,
    out,
    mayReplace: options.replace === true,
    landAs: null,
    isDry: false,
  };
  return makeStills(order, world);
}

async function packedProject({ folder, out, options, world }: ExportOrder): Promise<CommandReport> {
  if (!out.toLowerCase().endsWith(archiveExtension)) {
    throw new UsageError(`A packed project is written as --out Name${archiveExtension}`);
  }
  // For reading: also one that is open in a window, or on media that cannot be written to.
  const opened = openProject(folder, { now: world.now, onCommitted: () => {}, readOnly: true });
  try {
    const source = { folder, databasePath: opened.database.handle.name };
    const request = { path: out, replace: options.replace === true, includeLinked: options.linked !== false };
    const result = await withArchiveWork('packed', world, (work) => packProject(source, request, work));
    const { byteSize, mediaCount, missing, damaged, stillLinked, leftLinked } = result;
    for (const name of missing) world.stderr(`The file of "${name}" is missing: it is not in the archive.\n`);
    for (const name of damaged) world.stderr(`The file of "${name}" is damaged: it will not be unpacked.\n`);
    for (const name of leftLinked) {
      world.stderr(`The linked file of "${name}" is missing or has changed: it stays linked.\n`);
    }
    const linked = stillLinked === 0 ? '' : `; ${stillLinked} linked media stay where they are`;
    return {
      json: { out, format: 'ekontez', ...result },
      text: `${out}\n${mediaCount} media, ${byteText(byteSize)}${linked}`,
      isFailure: missing.length + damaged.length + leftLinked.length > 0,
    };
  } finally {
    opened.close();
  }
}
