import { type PlanContext, planCommand } from '@shared/commands/command';
import { findCommand } from '@shared/commands/registry';
import { idFactory } from '@shared/document/factories';
import type { ShotId } from '@shared/document/ids';
import type { Media, Take } from '@shared/document/records';
import type { Committed } from '@shared/rpc/table';
import { frames } from '@shared/time/frames';
import { nanoid } from 'nanoid';
import type { CommitOptions } from '../edit';
import type { ProjectDatabase } from '../projectDatabase';

const newId = idFactory(nanoid);
const context: PlanContext = { newId, nowMs: 1_700_000_000_000 };

/** Plans a command on an open database and commits it, as the session does. */
export function runEdit(
  database: ProjectDatabase,
  command: string,
  args: unknown,
  options: Partial<CommitOptions> = {},
): Committed {
  const definition = findCommand(command);
  if (!definition) throw new Error(`There is no command ${command}.`);
  const planned = planCommand(definition, database.document, args, context);
  return database.commit(planned.diff, {
    label: planned.label,
    command,
    source: 'user',
    selectionAfter: planned.selection,
    ...options,
  });
}

export function addShot(database: ProjectDatabase, args: Record<string, unknown> = {}): Committed {
  return runEdit(database, 'shot.add', args);
}

/** A finished job: a take of the shot with its media, outside the undo line. */
export function arriveTake(database: ProjectDatabase, shotId: ShotId): Committed {
  return runEdit(database, 'take.arrive', arriveTake.records(database, shotId), { source: 'job' });
}

arriveTake.records = (database: ProjectDatabase, shotId: ShotId): { media: Media; take: Take } => {
  const { lengthFrames, sourceInFrames } = database.document.require('shot', shotId);
  const media: Media = {
    kind: 'media',
    fingerprintOf: 'whole',
    id: newId('media'),
    name: 'Clip',
    fingerprint: 'a'.repeat(64),
    byteSize: 1_000,
    mimeType: 'video/mp4',
    importedAtMs: context.nowMs,
    storage: { mode: 'copied', path: `media/aa/${'a'.repeat(64)}.mp4` },
    content: {
      type: 'video',
      width: 1920,
      height: 1080,
      rate: { num: 24, den: 1 },
      frameCount: frames(lengthFrames),
      codec: 'h264',
      sound: null,
    },
  };
  const take: Take = {
    kind: 'take',
    mediaInFrames: frames(0),
    jobId: null,
    note: '',
    id: newId('take'),
    shotId,
    mediaId: media.id,
    createdAtMs: context.nowMs,
    provider: 'local',
    model: 'compositor',
    preset: 'draft',
    request: {},
    seed: null,
    cost: null,
    inputsHash: 'b'.repeat(64),
    inputParts: null,
    sourceInFrames,
    lengthFrames,
  };
  return { media, take };
};
