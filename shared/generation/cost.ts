import { z } from 'zod';

/** What something costs or has cost. `amount` counts in the vendor's `unit`; 0 of "none" is free. */
export const costSchema = z.object({
  amount: z.number().min(0),
  unit: z.string().max(20),
  /** The same in money, where the price of a unit is known. */
  money: z.object({ amount: z.number().min(0), currency: z.string().length(3) }).nullable(),
  /** The same in credits of the vendor's own site, where somebody has named them. */
  credits: z.object({ amount: z.number().min(0), isConfirmed: z.boolean() }).nullable(),
});
export type Cost = z.infer<typeof costSchema>;

export const freeCost: Cost = { amount: 0, unit: 'none', money: null, credits: null };
