import { z } from 'zod';
import type { Cost } from './cost';
import klingSpeech from './services/kling-speech.json' with { type: 'json' };

/** A vendor's speech and lip-sync, as data: what it speaks, its limits and prices. */
export const speechServiceSchema = z.object({
  id: z.string(),
  provider: z.literal('kling'),
  name: z.string(),
  /** Day of the facts. */
  asOf: z.iso.date(),
  source: z.string(),
  unconfirmed: z.array(z.string()),
  price: z.object({
    unit: z.string(),
    money: z.object({ amount: z.number(), currency: z.string().length(3) }),
  }),
  speech: z.object({
    maxCharacters: z.int().min(1),
    /** Main tags of languages. */
    languages: z.array(z.enum(['en', 'zh'])).min(1),
    minSpeed: z.number(),
    maxSpeed: z.number(),
    unitsACall: z.number(),
    voices: z
      .array(z.object({ id: z.string().min(1).max(64), name: z.string(), language: z.enum(['en', 'zh']) }))
      .min(1),
  }),
  lipSync: z.object({
    minSeconds: z.number(),
    maxSeconds: z.number(),
    minSide: z.int(),
    maxSide: z.int(),
    maxSoundBytes: z.int(),
    /** For each step of seconds that is begun. */
    unitsPerStep: z.number(),
    stepSeconds: z.number(),
    /** Finding the face. */
    faceUnits: z.number(),
    /** Results can be named by their id for so long. */
    keptDays: z.int(),
  }),
});
export type SpeechService = z.infer<typeof speechServiceSchema>;

let known: SpeechService | null = null;

/** The one service there is. Read and checked at the first call. */
export function speechService(): SpeechService {
  known ??= speechServiceSchema.parse(klingSpeech);
  return known;
}

/** Providers by which the queue knows them. */
export const speechProviderId = 'klingSpeech';
export const lipSyncProviderId = 'klingLipSync';

/** What of it a language tag is: "en-GB" is "en". undefined = it is not spoken. */
export function serviceLanguage(tag: string): 'en' | 'zh' | undefined {
  const main = tag.toLowerCase().split('-')[0];
  return speechService().speech.languages.find((language) => language === main);
}

export function speechCost(): Cost {
  return costOfUnits(speechService().speech.unitsACall);
}

/** Of a take's whole file, and finding the face in it. */
export function lipSyncCost(seconds: number): Cost {
  const { unitsPerStep, stepSeconds, faceUnits } = speechService().lipSync;
  return costOfUnits(Math.max(1, Math.ceil(seconds / stepSeconds)) * unitsPerStep + faceUnits);
}

export function costOfUnits(units: number): Cost {
  const { unit, money } = speechService().price;
  const amount = Math.round(units * 1e6) / 1e6;
  return {
    amount,
    unit,
    money: { amount: Math.round(amount * money.amount * 1e6) / 1e6, currency: money.currency },
    credits: null,
  };
}

/** `GenerationWish.settings` for a spoken line. */
export const speechWishSchema = z.object({
  dialogueLineId: z.string(),
  voiceId: z.string().min(1).max(64),
  speed: z.number().min(0.1).max(10).default(1),
});

/** `GenerationWish.settings` for a lip-sync. */
export const lipSyncWishSchema = z.object({
  takeId: z.string(),
  dialogueLineId: z.string(),
  /** Where the take's file can be fetched by the service; null = it made the take itself. */
  videoUrl: z.string().max(2_000).nullable().default(null),
  keepsOwnSound: z.boolean().default(false),
});
