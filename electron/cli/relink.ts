import type { MediaId } from '@shared/document/ids';
import { type CliCommand, pathArgument } from './cliContext';
import { withProject } from './withProject';

const words = {
  same: 'same content',
  likely: 'same name, size and date',
  different: 'different file of that name',
} as const;

export const relink: CliCommand = {
  declare: (program) =>
    program
      .command('relink')
      .description('look below a folder for media that are missing or have changed, and take them from there')
      .argument('<project>', 'project folder')
      .argument('<folder>', 'where to look')
      .option('--different', 'also take other files of the name'),
  run: async (args, world) => {
    const folder = pathArgument(args, 1, world);
    return withProject(pathArgument(args, 0, world), world, async (worker) => {
      const { states } = await worker.call('media.checkFiles', null);
      const { records } = await worker.call('document.load', null);
      const names = new Map(
        records.flatMap((record) => (record.kind === 'media' ? [[record.id, record.name] as const] : [])),
      );
      const nameOf = (id: MediaId): string => names.get(id) ?? id;
      if (states.length === 0) {
        return { json: { missing: 0, relinked: 0, restored: 0, matches: [] }, text: 'No media is missing.' };
      }
      const { matches } = await worker.callInternal('media.searchAt', { path: folder, mediaIds: null });
      const taken = matches.filter(
        ({ confidence }) => confidence !== 'different' || args.options.different === true,
      );
      const reply =
        taken.length > 0
          ? await worker.call('media.acceptMatches', { matchIds: taken.map(({ matchId }) => matchId) })
          : { relinked: 0, restored: 0, failed: [] };
      for (const { message } of reply.failed) world.stderr(`${message}\n`);
      const left = (await worker.call('media.checkFiles', null)).states;
      const lines = matches.map(({ mediaId, path, confidence, difference }) => {
        const detail = difference === null ? '' : `: ${difference}`;
        return `${nameOf(mediaId)} ← ${path} (${words[confidence]}${detail})`;
      });
      const { relinked, restored, failed } = reply;
      return {
        json: {
          missing: states.length,
          relinked,
          restored,
          stillMissing: left.length,
          matches: matches.map(({ mediaId, path, confidence, difference }) => ({
            mediaId,
            name: nameOf(mediaId),
            path,
            confidence,
            difference,
            isTaken: taken.some((match) => match.mediaId === mediaId),
          })),
          failed,
        },
        text: [
          ...lines,
          `${relinked + restored} of ${states.length} found, ${left.length} still missing.`,
        ].join('\n'),
        isFailure: left.length > 0,
      };
    });
  },
};
