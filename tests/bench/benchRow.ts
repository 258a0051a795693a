/** One line of `npm run bench`: what was measured here, now, and whether it keeps its budget. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** In words, as in the table of budgets. */
  readonly budget: string;
  /** null = it cannot be judged on this machine. */
  readonly pass: boolean | null;
  /** What it is compared with, measured in the same run. */
  readonly reference?: { readonly name: string; readonly value: number; readonly unit: string };
}
