import { Document } from '@shared/document/document';
import { selectMediaUsage, totalUses } from '@shared/document/mediaUsage';
import { byteText } from '@shared/media/byteText';
import { mediaStateWords } from '@shared/media/mediaState';
import { type CliCommand, pathArgument } from './cliContext';
import { withProject } from './withProject';

export const media: CliCommand = {
  declare: (program) =>
    program
      .command('media')
      .description('list the media of a project: where each lies and whether it is there')
      .argument('<project>', 'project folder')
      .option('--verify', 'read every file through and compare it with its fingerprint'),
  run: async (args, world) =>
    withProject(pathArgument(args, 0, world), world, async (worker) => {
      const { records } = await worker.call('document.load', null);
      const document = new Document(records);
      const usage = selectMediaUsage(document);
      const all = document.list('media');
      if (args.options.verify === true && all.length > 0)
        await worker.call('media.verify', { mediaIds: all.map(({ id }) => id) });
      const { states } = await worker.call('media.checkFiles', null);
      const stateOf = new Map(states.map(({ mediaId, state }) => [mediaId, state]));
      const list = all.map(({ id, name, content, byteSize, storage, fingerprint, fingerprintOf }) => ({
        id,
        name,
        type: content.type,
        byteSize,
        storage,
        fingerprint,
        fingerprintOf,
        uses: totalUses(usage.get(id)),
        state: stateOf.get(id) ?? ('ok' as const),
      }));
      const lines = list.map(({ name, type, byteSize, storage, state }) =>
        [
          state === 'ok' ? 'ok' : mediaStateWords[state],
          type,
          byteText(byteSize),
          name,
          storage.mode === 'linked' ? storage.path : 'copied',
        ].join('\t'),
      );
      return {
        json: { media: list, missing: states.length },
        text: [...lines, list.length === 1 ? '1 media.' : `${list.length} media.`].join('\n'),
        isFailure: states.length > 0,
      };
    }),
};
