import { MissingRecordError } from '@shared/document/document';
import { type Cost, freeCost } from '@shared/generation/cost';
import { sumCosts } from '@shared/generation/estimateCost';
import type { KlingAccount } from '@shared/generation/kling/account';
import type { GenerationPreview, GenerationWish, GroupPreview } from '@shared/generation/preview';
import { previewKling } from '@shared/generation/previewGeneration';
import { problem } from '@shared/generation/problemWords';
import { CodedError } from '@shared/rpc/result';
import { selectSequence } from '@shared/shots/sequence';
import { framesToSeconds } from '@shared/time/frames';
import type { DocumentPort } from '../documentPort';
import type { JobQueue } from './jobQueue';

/**
 * What a provider would be asked for. Kling's clips are shown whole; other providers say the price and what stands against it.
 * @throws CodedError `badRequest` for a strange provider or settings
 */
export function previewProvider(
  { document, jobs }: { readonly document: DocumentPort['document']; readonly jobs: JobQueue },
  wish: GenerationWish,
  account: KlingAccount | null,
): GenerationPreview {
  if (wish.provider === 'kling') {
    try {
      return previewKling(document, wish, account?.auth.type === 'accessKey' ? 'legacy' : 'standard');
    } catch (error) {
      throw error instanceof RangeError ? new CodedError('badRequest', error.message) : error;
    }
  }
  const groups = wish.shotIds.map((shotId) => freePreview(document, jobs, wish, shotId));
  return {
    groups,
    cost: sumCosts(groups.flatMap(({ cost }) => cost ?? [])) ?? null,
    isSendable: groups.every(({ problems }) => problems.length === 0),
  };
}

function freePreview(
  document: DocumentPort['document'],
  jobs: JobQueue,
  { provider, preset, settings }: GenerationWish,
  shotId: GenerationWish['shotIds'][number],
): GroupPreview {
  const entry = selectSequence(document).byShotId.get(shotId);
  if (!entry) throw new MissingRecordError('shot', shotId);
  const { refusal, model, estimate } = jobs.tryPlan(provider, shotId, { preset, settings });
  return {
    shotIds: [shotId],
    label: entry.label,
    model,
    problems: refusal === null ? [] : [problem('refused', refusal, { shotId })],
    cost: estimate ?? freeCost,
    seconds: framesToSeconds(entry.shot.lengthFrames, document.project().rate),
    prompt: {
      text: '',
      characters: 0,
      maxCharacters: null,
      advisedCharacters: null,
      isMultiShot: false,
      shots: [],
      mentions: [],
    },
    request: null,
  };
}

/** The price of a preview; null = nobody can say. */
export function estimateView({ cost }: GenerationPreview): Cost | null {
  return cost;
}
