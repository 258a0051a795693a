import type { WaitReason } from '@shared/generation/job';

/*
 * The queue's rules as pure functions: how long to wait, and what a stopped job does next.
 */

/** First and longest delay of the reasons that time mends, ms. The others wait for a person. */
const delays: Partial<Record<WaitReason, { readonly firstMs: number; readonly longestMs: number }>> = {
  /** A vendor that has its slots full says "from one second, growing". */
  busy: { firstMs: 1_000, longestMs: 60_000 },
  network: { firstMs: 2_000, longestMs: 300_000 },
};

/**
 * When a waiting job goes on, ms since 1970; null = when a person does something.
 * @param tries times in a row it had to wait before
 * @param askedMs what the provider asks for, if it does
 */
export function waitUntil(
  reason: WaitReason,
  tries: number,
  askedMs: number | null,
  nowMs: number,
): number | null {
  const delay = delays[reason];
  if (!delay) return null;
  const own = Math.min(delay.firstMs * 2 ** Math.min(tries, 30), delay.longestMs);
  // What a provider asks for is honoured within reason: a wrong header may not stop a job for days.
  return nowMs + Math.min(Math.max(own, askedMs ?? 0), 3_600_000);
}

/** Calls back once, later. @returns calls it off */
export function timer(delayMs: number, run: () => void): () => void {
  // setTimeout counts in 32 bits: what is further off is looked at once before.
  const handle = setTimeout(run, Math.min(delayMs, 0x7fffffff));
  return () => clearTimeout(handle);
}
