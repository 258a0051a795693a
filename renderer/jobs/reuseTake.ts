import type { ShotId, TakeId } from '@shared/document/ids';
import type { Take } from '@shared/document/records';
import { modelWords } from '@shared/generation/makerWords';
import { framesAgain, neighbourFrames, neighbourSettings } from '@shared/generation/neighbourFrames';
import {
  frameWords,
  type GivenFrames,
  lostOnModel,
  type RunOfTake,
  runOfTake,
} from '@shared/generation/runOfTake';
import { takeNumber } from '@shared/shots/takeNumbers';
import { currentDocument, currentSequence } from '../state/documentStore';
import type { Maker } from '../state/generators';
import { chooseMaker, choosePreset, refreshMakers } from '../state/makerStore';
import { raiseError } from '../state/notices';
import { modelOfMaker, setRunSettings } from '../state/runSettings';
import { select } from '../state/sessionStore';
import { type ReusedRun, showGenerate, showReroll } from './jobsPanelStore';

/** Whether somebody who makes clips made it: lip-sync has a dialog of its own. */
export const canReuse = (take: Take): boolean => runOfTake(take).makerId !== null;

/** Puts what a take was made with into Generate, for the shots that came with it. Nothing is asked for. */
export async function reuseTake(takeId: TakeId): Promise<void> {
  try {
    const makers = await refreshMakers();
    const document = currentDocument();
    const take = document.get('take', takeId);
    if (!take) return;
    const of = runOfTake(take);
    const maker = makerOf(makers, of, take);
    const lost = [...of.lost, ...(maker ? fill(maker, of) : [gone(of, take)])];
    choosePreset(take.preset);
    const shotIds = shotsOfTake(take);
    select(shotIds);
    const extras = {
      ...of.extras,
      ...(of.extras.grouping ? { grouping: groupsOf(of.extras.grouping, shotIds) } : {}),
    };
    const label = currentSequence().byShotId.get(take.shotId)?.label ?? '';
    const reused = { from: `take ${takeNumber(document, take)} of ${label}`, extras, lost };
    if (of.frames) reuseFrames(reused, of.frames, shotIds);
    else showGenerate('selected', reused);
  } catch (error) {
    raiseError(error);
  }
}

/** A shot that was made between others is made between them again. */
function reuseFrames(reused: ReusedRun, given: GivenFrames, shotIds: readonly ShotId[]): void {
  const [shotId] = shotIds;
  const now = shotId && shotIds.length === 1 ? neighbourFrames(currentDocument(), shotId) : null;
  if (!shotId || !now) {
    showGenerate('selected', { ...reused, lost: [...reused.lost, ...Object.values(frameWords)] });
    return;
  }
  const { lost, ...frames } = framesAgain(currentDocument(), given, now);
  showReroll(shotId, {
    ...reused,
    extras: { ...reused.extras, ...neighbourSettings(now), ...frames },
    lost: [...reused.lost, ...lost],
  });
}

function makerOf(makers: readonly Maker[], { makerId, makerName }: RunOfTake, take: Take): Maker | undefined {
  return (
    makers.find(({ id }) => id === makerId) ??
    // A program that was taken out and set again has another id.
    makers.find(({ provider, label }) => provider === take.provider && label === makerName)
  );
}

/** @returns what the maker cannot do now */
function fill(maker: Maker, { run }: RunOfTake): readonly string[] {
  chooseMaker(maker.id);
  const model = modelOfMaker(maker);
  if (maker.provider === 'local') setRunSettings(maker.id, run);
  if (!model) return [];
  setRunSettings(maker.id, run);
  return lostOnModel(run, model);
}

function gone({ makerName }: RunOfTake, { provider, model }: Take): string {
  if (provider === 'kling')
    return `${modelWords(model)}: there is no key for Kling, or no such model any more`;
  return `${makerName}: it is not set up any more`;
}

/** The shots that came in one clip, in film order, as far as they are there. */
export function shotsOfTake(take: Take): readonly ShotId[] {
  const document = currentDocument();
  const ids = new Set<ShotId>([take.shotId]);
  if (take.jobId !== null)
    for (const other of document.list('take')) if (other.jobId === take.jobId) ids.add(other.shotId);
  return currentSequence().shots.flatMap(({ shot }) => (ids.has(shot.id) ? [shot.id] : []));
}

/** Brackets with shots that are gone taken out of them. */
function groupsOf(groups: readonly (readonly ShotId[])[], shotIds: readonly ShotId[]): ShotId[][] {
  return groups
    .map((group) => group.filter((id) => shotIds.includes(id)))
    .filter((group) => group.length > 0);
}
