import { z } from 'zod';
import { takeIdSchema } from '../document/ids';
import { costSchema } from './cost';
import { jobIdSchema } from './job';

/** What a paid submission is for. */
export const ledgerPurposes = ['clip', 'stills', 'element', 'voice', 'speech', 'lipSync'] as const;
export type LedgerPurpose = (typeof ledgerPurposes)[number];

/** One paid submission. `reserved`: it may have been sent and its end is not known yet; its estimate counts as spent. */
export const ledgerEntrySchema = z.object({
  /** Names the submission at the provider. */
  submissionId: z.string(),
  jobId: jobIdSchema,
  provider: z.string(),
  model: z.string(),
  purpose: z.enum(ledgerPurposes),
  /** "2C-2F" */
  label: z.string(),
  /** The takes it brings: one a shot, and when it is over one a picture. */
  takeIds: z.array(takeIdSchema),
  remoteId: z.string().nullable(),
  state: z.enum(['reserved', 'settled']),
  estimate: costSchema,
  /** What the vendor says it charged; null = nothing, or not known yet. */
  charged: costSchema.nullable(),
  reservedAtMs: z.int(),
  settledAtMs: z.int().nullable(),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** Limits of spending, in money; null = none. Prices without a known money value always wait for a yes. */
export const capsSchema = z.object({
  currency: z.string().length(3),
  job: z.number().min(0).nullable(),
  day: z.number().min(0).nullable(),
  project: z.number().min(0).nullable(),
});
export type Caps = z.infer<typeof capsSchema>;

export const jobSettingsSchema = z.object({
  /** Nothing new begins; what is under way goes on. */
  isPaused: z.boolean(),
  caps: capsSchema,
  /** Jobs at once by provider; a provider that is not named has its own number. */
  parallelJobs: z.record(z.string().max(60), z.int().min(1).max(100)),
});
export type JobSettings = z.infer<typeof jobSettingsSchema>;

export const defaultJobSettings: JobSettings = {
  isPaused: false,
  caps: { currency: 'USD', job: null, day: null, project: null },
  parallelJobs: {},
};

/** What counts against caps of an entry: what was charged, or what it may come to. */
export function countedMoney(
  { state, estimate, charged }: Pick<LedgerEntry, 'state' | 'estimate' | 'charged'>,
  currency: string,
): number {
  const cost = state === 'settled' ? charged : estimate;
  return cost?.money?.currency === currency ? cost.money.amount : 0;
}

/**
 * Which cap a further submission would break, in words; null = none.
 * @param spent money counted so far, today and in the project
 */
export function brokenCap(
  caps: Caps,
  amount: number,
  spent: { readonly today: number; readonly project: number },
): string | null {
  const money = (value: number) => `${value.toFixed(2)} ${caps.currency}`;
  const over = (cap: number | null, before: number) => cap !== null && before + amount > cap + 1e-9;
  if (over(caps.job, 0))
    return `It costs ${money(amount)}; your cap for one job is ${money(caps.job ?? 0)}. Raise the cap or ask for less.`;
  if (over(caps.day, spent.today))
    return `It costs ${money(amount)}, and ${money(spent.today)} of today's ${money(caps.day ?? 0)} are spent. Raise the cap, or go on tomorrow.`;
  if (over(caps.project, spent.project))
    return `It costs ${money(amount)}, and ${money(spent.project)} of the project's ${money(caps.project ?? 0)} are spent. Raise the cap to go on.`;
  return null;
}
