import type { WaitReason } from '@shared/generation/job';
import { SettledFailure, WaitError } from '../provider';

/** What to do about an answer that is no success. */
interface Rule {
  /** `refused`: it was not taken and will not be; `lost`: it may have been taken all the same. */
  readonly act: WaitReason | 'refused' | 'lost';
  /** What it means and what a person does; the vendor's own words come behind. */
  readonly words: string;
}

const key = (words: string): Rule => ({ act: 'key', words });

/** The table of the vendor's codes. */
const rules: Readonly<Record<number, Rule>> = {
  1000: key('Kling did not let us in. Enter the key again in Keys.'),
  1001: key('Kling got no key. Enter it in Keys.'),
  1002: key('Kling does not know this key. Enter it again in Keys, or make a new one on kling.ai.'),
  1003: key(
    "Kling says that the key is not valid yet. Check this computer's clock, or enter the key again in Keys.",
  ),
  1004: key('The key for Kling has expired. Enter a new one in Keys.'),
  1100: {
    act: 'quota',
    words: 'Kling has closed or limited your account. Look at kling.ai, then resume the job.',
  },
  1101: {
    act: 'quota',
    words: 'Your account at Kling has unpaid bills. Settle them at kling.ai, then resume the job.',
  },
  1102: {
    act: 'quota',
    words:
      'Your package at Kling is used up or has expired (each kind of work has its own). Buy more, then resume the job.',
  },
  1103: {
    act: 'refused',
    words: 'Your account at Kling may not use this model. Choose another one, or unlock it at kling.ai.',
  },
  1200: { act: 'refused', words: 'Kling does not take the request.' },
  1201: { act: 'refused', words: 'Kling does not take the request.' },
  1202: {
    act: 'refused',
    words: 'Kling does not know this call. Update Ekonte, or check the address of your account.',
  },
  1203: {
    act: 'refused',
    words: 'Kling does not offer this model here. Choose another one, or check the region of your account.',
  },
  1300: { act: 'refused', words: "The request breaks Kling's rules of use. Change what it says or shows." },
  1301: { act: 'refused', words: 'Kling finds the words or pictures unsafe. Change them and ask again.' },
  1302: { act: 'busy', words: 'Kling is asked too often at the moment.' },
  1303: { act: 'busy', words: 'All your places at Kling are taken: it waits for one to be free.' },
  1304: {
    act: 'quota',
    words:
      'Your account at Kling lets in only certain internet addresses, and this one is not among them. Change its allow-list, then resume the job.',
  },
  5000: { act: 'lost', words: 'Kling has trouble of its own.' },
  5001: { act: 'network', words: 'Kling is down for maintenance.' },
  5002: { act: 'lost', words: 'Kling took too long to answer.' },
};

/** Where there is no code: by what HTTP says. */
function ruleOf(status: number, code: number | null): Rule {
  const known = code === null ? undefined : rules[code];
  if (known) return known;
  if (status === 401) return rules[1000] as Rule;
  if (status === 403) return rules[1103] as Rule;
  if (status === 413)
    return { act: 'refused', words: 'Kling finds the request too large. Send fewer or smaller pictures.' };
  if (status === 429) return rules[1302] as Rule;
  if (status === 503) return rules[5001] as Rule;
  if (status >= 500) return rules[5000] as Rule;
  return { act: 'refused', words: 'Kling does not take the request.' };
}

/** An answer of Kling's that says no. */
export class KlingRefusal extends Error {
  readonly act: Rule['act'];

  constructor(
    readonly status: number,
    readonly code: number | null,
    /** The vendor's own words; data, cut short. */
    readonly detail: string,
    readonly retryAfterMs: number | null,
  ) {
    const rule = ruleOf(status, code);
    const said =
      detail.trim() === '' ? '' : ` Kling says: "${detail.trim().replace(/\s+/g, ' ').slice(0, 300)}".`;
    super(`${rule.words}${said}${code === null ? ` (HTTP ${status})` : ` (${code})`}`);
    this.name = 'KlingRefusal';
    this.act = rule.act;
  }

  /**
   * What the queue makes of it. A refused submission has cost nothing; one that may have been taken is looked for at
   * the next attempt.
   */
  toJobError(): SettledFailure | WaitError {
    if (this.act === 'refused') return new SettledFailure('refused', this.message, null);
    if (this.act === 'lost') return new WaitError('network', this.message, this.retryAfterMs ?? 3_000);
    return new WaitError(this.act, this.message, this.retryAfterMs);
  }
}

/** Every code of the table, for tests. */
export const knownCodes: readonly number[] = Object.keys(rules).map(Number);
