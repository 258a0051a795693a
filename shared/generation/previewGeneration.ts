import type { DocumentView } from '../document/document';
import { isSendable } from './checkRequest';
import { freeCost } from './cost';
import { sumCosts } from './estimateCost';
import {
  encodeForKling,
  groupForKling,
  type KlingApi,
  type KlingPlan,
  planForKling,
} from './kling/planKling';
import { klingSettingsSchema } from './kling/settings';
import type { GenerationPreview, GenerationWish, GroupPreview } from './preview';

/**
 * What would be sent for some shots, what is wrong with it and what it costs; nothing is sent. Pure, so that a window can
 * show it while a person types.
 * @throws ZodError for settings of the wrong shape, MissingRecordError, RangeError for a strange model
 */
export function previewKling(
  document: DocumentView,
  { shotIds, preset, settings }: Omit<GenerationWish, 'provider'>,
  api: KlingApi = 'standard',
): GenerationPreview {
  const chosen = klingSettingsSchema.parse(settings ?? {});
  const groups = groupForKling(document, shotIds, chosen).map((group) =>
    groupPreview(planForKling(document, group, chosen, preset, api), api),
  );
  const costs = groups.map(({ cost }) => cost);
  return {
    groups,
    cost: costs.every((cost) => cost !== null) ? sumCosts(costs) : null,
    isSendable: groups.every(({ problems }) => isSendable(problems)),
  };
}

function groupPreview({ request, model, prompt, problems, cost }: KlingPlan, api: KlingApi): GroupPreview {
  const perShot =
    prompt.isMultiShot && request.plannedBy === 'us' ? model.multiShot?.maxCharactersPerShot : null;
  const [first, last] = [request.shots[0]?.label ?? '', request.shots.at(-1)?.label ?? ''];
  return {
    shotIds: request.shots.map(({ shotId }) => shotId),
    label: request.shots.length > 1 ? `${first}-${last}` : first,
    model: model.id,
    problems: [...problems],
    cost: cost ?? (model.price ? null : freeCost),
    seconds: request.shots.reduce((sum, { seconds }) => sum + seconds, 0),
    prompt: {
      text: prompt.text,
      characters: prompt.characters,
      maxCharacters: model.prompt?.maxCharacters ?? null,
      advisedCharacters: model.prompt?.advisedCharacters ?? null,
      isMultiShot: prompt.isMultiShot,
      shots: prompt.shots.map((shot) => ({ ...shot, maxCharacters: perShot ?? null })),
      mentions: request.elements.flatMap(({ elementId, name }) => {
        const id = prompt.ids.get(elementId);
        return id === undefined ? [] : [{ elementId, name, id }];
      }),
    },
    request: isSendable(problems) ? encoded(request, api) : null,
  };
}

function encoded(request: KlingPlan['request'], api: KlingApi): GroupPreview['request'] {
  try {
    const { route, body } = encodeForKling(request, api);
    return { route, body };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
