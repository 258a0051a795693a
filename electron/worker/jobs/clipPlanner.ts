import type { DocumentView } from '@shared/document/document';
import type { ShotId, TakeId } from '@shared/document/ids';
import { shotInputParts } from '@shared/generation/inputsHash';
import { CodedError } from '@shared/rpc/result';
import { selectSequence } from '@shared/shots/sequence';
import { nanoid } from 'nanoid';
import type { ClipRequest, PicturesGo, PlanOptions, Provider } from '../providers/provider';
import { newJobRow } from './jobRequests';
import type { JobRow } from './jobTable';
import { labelOf } from './landTake';

/**
 * The groups in which a provider takes shots, each in film order.
 * @throws CodedError `notFound` for a strange shot
 */
export function groupsOf(
  provider: Provider,
  document: DocumentView,
  shotIds: readonly ShotId[],
  options: PlanOptions,
): ShotId[][] {
  const { byShotId } = selectSequence(document);
  const chosen = [...new Set(shotIds)];
  const strange = chosen.find((id) => !byShotId.has(id));
  if (strange) throw new CodedError('notFound', 'This shot is gone.', strange);
  return provider.group?.(document, chosen, options) ?? chosen.map((id) => [id]);
}

/**
 * A queued job for a group of shots as they are now, not in the table yet.
 * @throws what the provider's plan throws
 */
export function planClipRow(
  provider: Provider,
  document: DocumentView,
  shotIds: readonly ShotId[],
  options: PlanOptions & { readonly landing?: PicturesGo | undefined },
  nowMs: number,
): JobRow {
  const { byShotId } = selectSequence(document);
  const plan = provider.plan(document, shotIds, options);
  const { id, readsWords } = provider.describe();
  const parts = plan.parts.map((part) => ({
    ...part,
    label: byShotId.get(part.shotId)?.label ?? '',
    inputParts:
      part.inputParts === undefined ? shotInputParts(document, part.shotId, readsWords) : part.inputParts,
    takeId: `tak_${nanoid()}` as TakeId,
  }));
  const clip: ClipRequest = {
    request: plan.request,
    parts,
    submissionId: `ekonte-${nanoid()}`,
    settings: options.settings,
    ...(plan.dialogueLineId === undefined ? {} : { dialogueLineId: plan.dialogueLineId }),
    ...(plan.pictures === undefined ? {} : { pictures: plan.pictures }),
    ...(options.landing === undefined ? {} : { landing: options.landing }),
  };
  return {
    ...newJobRow('clip', id, options.preset, nowMs),
    model: plan.model,
    shotIds: [...shotIds],
    label: labelOf(parts),
    request: JSON.stringify(clip),
    framesTotal: plan.pictures?.length ?? parts.reduce((sum, { lengthFrames }) => sum + lengthFrames, 0),
    estimate: plan.estimate,
  };
}
