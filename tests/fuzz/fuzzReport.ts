/** What a run of a fuzzer found; a case that breaks a rule ends the run by throwing. */
export interface FuzzReport {
  readonly kind: string;
  readonly seed: number;
  cases: number;
  /** Cases whose input was still taken, whole or in part. */
  accepted: number;
  /** Cases refused with a message, by the error's code. */
  readonly refused: Record<string, number>;
  /** The slowest case, ms of processor time: other programs on the machine do not count. */
  slowestMs: number;
}

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  readonly onCase?: (report: FuzzReport) => void;
}

export function newReport(kind: string, seed: number): FuzzReport {
  return { kind, seed, cases: 0, accepted: 0, refused: {}, slowestMs: 0 };
}

/** No case may take longer, ms of processor time: a person would take the program for hung. */
export const longestCaseMs = 2_000;
