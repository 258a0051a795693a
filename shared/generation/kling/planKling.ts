import type { DocumentView } from '../../document/document';
import type { ShotId } from '../../document/ids';
import { secondsToFrames } from '../../time/frames';
import { buildRequest } from '../buildRequest';
import { checkRequest } from '../checkRequest';
import type { CompiledPrompt } from '../compilePrompt';
import type { Cost } from '../cost';
import { estimateCost } from '../estimateCost';
import { groupShots } from '../groupShots';
import type { Model } from '../model';
import { requireModel } from '../models';
import type { Problem } from '../problems';
import type { GenerationRequest } from '../request';
import { totalSeconds } from '../seconds';
import { type SplitPart, splitTake } from '../splitTake';
import type { KlingBlueprint } from './blueprint';
import { encodeLegacyVideo } from './encodeLegacyVideo';
import { encodeStills } from './encodeStills';
import { encodeVideo } from './encodeVideo';
import { legacyPrompt, standardPrompt } from './klingPrompt';
import { defaultKlingModel, type KlingSettings, klingOptions } from './settings';

export type KlingApi = 'standard' | 'legacy';

/** One submission as it would be: what it asks for, what is wrong with it, what it costs, how it comes back. */
export interface KlingPlan {
  readonly model: Model;
  readonly request: GenerationRequest;
  readonly prompt: CompiledPrompt;
  readonly problems: readonly Problem[];
  /** null = the price list says nothing. */
  readonly cost: Cost | null;
  /** Where each shot lies in the clip, as planned; one part for a single shot or cuts of the model's. */
  readonly parts: readonly SplitPart[];
}

/** Which shots go together: see KlingSettings.grouping. @throws RangeError for a strange model */
export function groupForKling(
  document: DocumentView,
  shotIds: readonly ShotId[],
  settings: KlingSettings,
): ShotId[][] {
  return groupShots(document, shotIds, requireModel(settings.model ?? defaultKlingModel), settings);
}

/**
 * A group of shots as one submission. Pure.
 * @throws MissingRecordError, RangeError as buildRequest
 */
export function planForKling(
  document: DocumentView,
  shotIds: readonly ShotId[],
  settings: KlingSettings,
  preset: 'draft' | 'full',
  api: KlingApi = 'standard',
): KlingPlan {
  const request = buildRequest(document, shotIds, klingOptions(settings, preset));
  const model = requireModel(request.model);
  const prompt = promptFor(request, model, api);
  return {
    model,
    request,
    prompt,
    problems: checkRequest(request, model, prompt),
    cost: estimateCost(request, model),
    parts: partsOf(request),
  };
}

function promptFor(request: GenerationRequest, model: Model, api: KlingApi): CompiledPrompt {
  const isLegacy = api === 'legacy' || request.output.type === 'stills';
  return isLegacy ? legacyPrompt(request, model) : standardPrompt(request, model);
}

function partsOf(request: GenerationRequest): SplitPart[] {
  const { shots, rate } = request;
  const seconds = shots.map((shot) => shot.seconds);
  const whole = Math.max(shots.length, secondsToFrames(totalSeconds(shots), rate));
  return splitTake(seconds, rate, whole);
}

/** @throws RangeError where the API does not offer the model */
export function encodeForKling(request: GenerationRequest, api: KlingApi): KlingBlueprint {
  const model = requireModel(request.model);
  if (request.output.type === 'stills') return encodeStills(request, model);
  return api === 'legacy' ? encodeLegacyVideo(request, model) : encodeVideo(request, model);
}
