import type { Take } from '../document/records';
import type { GenerationWish } from './preview';

/** The settings a take says it was made with; null = the provider's defaults, or it says nothing. */
export function takeSettings({
  request,
  provider,
  model,
  seed,
}: Pick<Take, 'request' | 'provider' | 'model' | 'seed'>): Settings {
  const kept = asObject(asObject(request)?.['settings']);
  if (provider === 'local') return null;
  if (provider === 'kling') return { ...kept, model: kept?.['model'] ?? model };
  if (provider === 'comfyui') {
    const templateId = kept?.['templateId'] ?? asObject(asObject(request)?.['template'])?.['id'];
    return { ...kept, ...(templateId === undefined ? {} : { templateId }), seed };
  }
  return kept ? { ...kept, seed } : { seed };
}

type Settings = GenerationWish['settings'];
type JsonObject = Readonly<Record<string, Exclude<Settings, undefined>>>;

function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/**
 * What was asked for when a take was made, for its shot alone.
 * @param seed `same`: as it was, where the maker takes one; `other`: it picks another
 */
export function takeWish(take: Take, seed: 'same' | 'other'): GenerationWish {
  const settings = asObject(takeSettings(take));
  const chosen = settings && { ...settings };
  if (chosen && seed === 'other') delete chosen['seed'];
  // A bracket round several shots says nothing of one.
  if (chosen) delete chosen['grouping'];
  return { shotIds: [take.shotId], provider: take.provider, preset: take.preset, settings: chosen ?? null };
}

/** The local renderer paints what is there: a second clip of the same is the same. */
export const hasChance = ({ provider }: Pick<Take, 'provider'>): boolean => provider !== 'local';
