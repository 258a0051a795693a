import type { ShotId } from '@shared/document/ids';
import { buildRequest, type RequestOptions } from '@shared/generation/buildRequest';
import { checkRequest } from '@shared/generation/checkRequest';
import type { CompiledPrompt } from '@shared/generation/compilePrompt';
import type { Cost } from '@shared/generation/cost';
import { estimateCost } from '@shared/generation/estimateCost';
import type { Model } from '@shared/generation/model';
import { findModel, models } from '@shared/generation/models';
import { packShots } from '@shared/generation/packShots';
import type { Problem } from '@shared/generation/problems';
import { promptOf } from '@shared/generation/promptOf';
import type { GenerationRequest } from '@shared/generation/request';
import { useDeferredValue, useMemo } from 'react';
import { documentStore, useDocument } from '../state/documentStore';
import { useSelected, useSession } from '../state/sessionStore';
import { useCurrentShot } from '../state/useCurrentShot';

/** What will be sent for some shots, and what the model says to it before it is. */
export interface PromptPreview {
  readonly model: Model;
  readonly request: GenerationRequest;
  readonly prompt: CompiledPrompt;
  readonly problems: readonly Problem[];
  readonly cost: Cost | null;
}

/** Models that are given words. The local renderer needs none. */
export const promptModels: readonly Model[] = models().filter(({ id }) => id !== 'local');

export function usePromptModel(): Model {
  const chosen = useSession((state) => state.promptModel);
  return findModel(chosen) ?? (promptModels[0] as Model);
}

/** The shots that are asked for together with the one at hand: several selected ones, or those that the model takes in one job. */
export function usePromptShots(model: Model): readonly ShotId[] {
  const selected = useSelected('shot');
  const current = useCurrentShot();
  const revision = useDocument((_document, state) => (state.isLoaded ? state.revision : -1));
  return useMemo(() => {
    const { document } = documentStore.getState();
    if (selected.length > 1) return selected;
    if (!current || revision < 0) return [];
    const scene = document.childrenOf('shot', current.shot.sceneId).map(({ id }) => id);
    const groups = packShots(document, scene, model);
    return groups.find((group) => group.includes(current.shot.id)) ?? [current.shot.id];
  }, [selected, current, model, revision]);
}

/** null while there is no shot. Follows every edit, a moment after it: typing goes first. */
export function usePromptPreview(
  shotIds: readonly ShotId[],
  model: Model,
  options: Partial<RequestOptions>,
): PromptPreview | null {
  const revision = useDeferredValue(
    useDocument((_document, state) => (state.isLoaded ? state.revision : -1)),
  );
  return useMemo(() => {
    const { document } = documentStore.getState();
    const alive = shotIds.filter((id) => document.has('shot', id));
    if (alive.length === 0 || revision < 0) return null;
    const request = buildRequest(document, alive, { ...options, model: model.id });
    const prompt = promptOf(request, model);
    return {
      model,
      request,
      prompt,
      problems: checkRequest(request, model, prompt),
      cost: estimateCost(request, model),
    };
  }, [shotIds, model, options, revision]);
}
