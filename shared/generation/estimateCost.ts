import { type Cost, freeCost } from './cost';
import type { Model } from './model';
import type { GenerationRequest, Resolution } from './request';
import { totalSeconds } from './seconds';

/** What a price list asks of a request. */
export interface PricedWork {
  readonly resolution: Resolution;
  readonly hasSound: boolean;
  readonly hasVideo: boolean;
  /** Seconds of video, or the number of pictures. */
  readonly quantity: number;
}

/** Pictures that come back; a series whose length the model chooses counts with its longest. */
export function stillCount({ output }: GenerationRequest, model: Model): number {
  if (output.type === 'video') return 0;
  return output.count === 'auto' ? (model.stills?.series?.max ?? model.stills?.maxCount ?? 1) : output.count;
}

export function pricedWork(request: GenerationRequest, model: Model): PricedWork {
  const { clip, resolution, sound } = request;
  // An edited clip comes back, and is billed, as long as it went in: in whole seconds.
  const keepsLength = clip?.use === 'edit' && model.video?.edit.keepsLength === true;
  const clipSeconds = clip?.source.type === 'media' ? Math.round(clip.source.seconds) : null;
  const seconds =
    keepsLength && clipSeconds !== null
      ? clipSeconds
      : Math.max(totalSeconds(request.shots), shortest(model));
  return {
    resolution,
    hasSound: sound === 'on' || model.sound.mode === 'always',
    hasVideo: clip !== null,
    quantity: request.output.type === 'video' ? seconds : stillCount(request, model),
  };
}

function shortest({ seconds }: Model): number {
  if (seconds === null) return 0;
  return 'choices' in seconds ? Math.min(...seconds.choices) : seconds.min;
}

/** null where the price list says nothing of such work. */
export function priceOf({ price }: Model, work: PricedWork): Cost | null {
  if (!price) return freeCost;
  const row = price.rows.find(
    ({ when, units }) =>
      (when.sound === undefined || when.sound === work.hasSound) &&
      (when.hasVideo === undefined || when.hasVideo === work.hasVideo) &&
      units[work.resolution] !== undefined,
  );
  const units = row?.units[work.resolution];
  if (units === undefined) return null;
  const credits = row?.credits?.[work.resolution];
  const amount = rounded(units * work.quantity);
  return {
    amount,
    unit: price.unit,
    money: { amount: rounded(amount * price.money.amount), currency: price.money.currency },
    credits:
      credits === undefined
        ? null
        : { amount: rounded(credits * work.quantity), isConfirmed: price.areCreditsConfirmed },
  };
}

/**
 * What a request will cost, from the model's dated price list: units, money, and credits of the vendor's site where they
 * are known. null = nobody can say; then a person decides without a number.
 */
export function estimateCost(request: GenerationRequest, model: Model): Cost | null {
  return priceOf(model, pricedWork(request, model));
}

/** Several costs as one, where they count in the same unit; null for none, or for units that do not add up. */
export function sumCosts(costs: readonly Cost[]): Cost | null {
  const [first] = costs;
  if (!first || costs.some(({ unit }) => unit !== first.unit)) return null;
  const sum = (of: (cost: Cost) => number | undefined): number | null => {
    let total = 0;
    for (const cost of costs) {
      const value = of(cost);
      if (value === undefined) return null;
      total += value;
    }
    return rounded(total);
  };
  const money = costs.some((cost) => cost.money?.currency !== first.money?.currency)
    ? null
    : sum((cost) => cost.money?.amount);
  const credits = sum((cost) => cost.credits?.amount);
  return {
    amount: sum(({ amount }) => amount) ?? 0,
    unit: first.unit,
    money: money === null || !first.money ? null : { amount: money, currency: first.money.currency },
    credits:
      credits === null
        ? null
        : { amount: credits, isConfirmed: costs.every((cost) => cost.credits?.isConfirmed) },
  };
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
