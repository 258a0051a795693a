import type { ShotId } from '@shared/document/ids';
import { buildRequest, type RequestOptions } from '@shared/generation/buildRequest';
import { checkRequest } from '@shared/generation/checkRequest';
import type { CompiledPrompt } from '@shared/generation/compilePrompt';
import type { Cost } from '@shared/generation/cost';
import { estimateCost } from '@shared/generation/estimateCost';
import { groupShots } from '@shared/generation/groupShots';
import type { Model } from '@shared/generation/model';
import type { Problem } from '@shared/generation/problems';
import { promptOf } from '@shared/generation/promptOf';
import type { GenerationRequest } from '@shared/generation/request';
import { useDeferredValue, useMemo } from 'react';
import { chosenPromptModel, runOfModel } from '../state/clipPacking';
import { currentSequence, documentStore, useDocument } from '../state/documentStore';
import { useSelected, useSession } from '../state/sessionStore';
import { useCurrentShot } from '../state/useCurrentShot';
import { ofOneScene } from './ofOneScene';

/** What will be sent for some shots, and what the model says to it before it is. */
export interface PromptPreview {
  readonly model: Model;
  readonly request: GenerationRequest;
  readonly prompt: CompiledPrompt;
  readonly problems: readonly Problem[];
  readonly cost: Cost | null;
}

export function usePromptModel(): Model {
  const chosen = useSession((state) => state.promptModel);
  return chosenPromptModel(chosen);
}

/**
 * The shots that are asked for together with the one at hand: as they would go out, of those selected, or of its scene.
 * The same clips that the timeline shows and that are sent.
 */
export function usePromptShots(model: Model): readonly ShotId[] {
  const selected = useSelected('shot');
  const current = useCurrentShot();
  const runs = useSession((state) => state.runSettings);
  const revision = useDocument((_document, state) => (state.isLoaded ? state.revision : -1));
  return useMemo(() => {
    const { document } = documentStore.getState();
    if (!current || revision < 0) return selected.length > 1 ? selected : [];
    const asked =
      selected.length > 1
        ? ofOneScene(selected, current.shot.id, currentSequence())
        : document.childrenOf('shot', current.shot.sceneId).map(({ id }) => id);
    const groups = groupShots(document, asked, model, runOfModel(model, 'full', runs).settings);
    return groups.find((group) => group.includes(current.shot.id)) ?? groups[0] ?? [current.shot.id];
  }, [selected, current, model, runs, revision]);
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
