import type { ShotId } from '@shared/document/ids';
import { stillFileNames } from '@shared/generation/stills/planStills';
import { localChoicesSchema } from '@shared/generation/stills/stillChoices';
import { CodedError } from '@shared/rpc/result';
import { selectSequence } from '@shared/shots/sequence';
import { checkPictureFolder, namesThere } from '../jobs/pictureFolder';
import type { ProjectSession } from '../projectSession';
import type { JsonValue } from '../providers/provider';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

interface Wish {
  readonly shotIds: readonly ShotId[];
  readonly settings: JsonValue;
}

/** Pictures of shots, to a folder. */
export function stillHandlers(worker: WorkerContext) {
  return {
    'stills.namesAt': async ({ path, ...wish }) => {
      const session = worker.session();
      const folder = await checkPictureFolder(path, session.folder);
      const names = [...namesOf(session, wish).values()].flat();
      return { names, present: await namesThere(folder, names) };
    },
    'stills.saveAt': async ({ path, mayReplace, ...wish }) => {
      const session = worker.writable();
      const folder = await checkPictureFolder(path, session.folder);
      return session.jobs.submitClips({
        ...wish,
        provider: 'local',
        preset: 'full',
        folder: { path: folder, mayReplace, names: namesOf(session, wish) },
      });
    },
  } satisfies Partial<WorkerHandlers>;
}

/** @throws CodedError `badRequest`, `notFound` */
function namesOf({ document }: Pick<ProjectSession, 'document'>, { shotIds, settings }: Wish) {
  const choices = localChoicesSchema.safeParse(settings);
  if (!choices.success || choices.data.what === 'clip')
    throw new CodedError('badRequest', 'Only pictures are written to a folder of files.');
  const { byShotId } = selectSequence(document);
  const strange = shotIds.find((id) => !byShotId.has(id));
  if (strange) throw new CodedError('notFound', 'This shot is gone.', strange);
  return stillFileNames(document, shotIds, choices.data);
}
