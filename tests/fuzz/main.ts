import { fuzzArchives } from './archives';
import type { FuzzOptions, FuzzReport } from './fuzzReport';
import { fuzzProjects } from './projects';

/** What can be broken, by the name the script takes. */
const fuzzers: Readonly<Record<string, (options: FuzzOptions) => Promise<FuzzReport>>> = {
  projects: fuzzProjects,
  archives: fuzzArchives,
};

/**
 * Prints a line for every 500th case and the report as JSON; a failure names its seed and case.
 * @returns the exit code
 */
export async function main(kind: string, caseCount: string, seedText: string): Promise<number> {
  const [cases, seed] = [Number(caseCount), Number(seedText)];
  const fuzz = fuzzers[kind];
  if (!fuzz) {
    process.stderr.write(`There is no fuzzer "${kind}". Known: ${Object.keys(fuzzers).join(', ')}.\n`);
    return 2;
  }
  try {
    const report = await fuzz({
      cases,
      seed,
      onCase: ({ cases: done, accepted }) => {
        if (done % 500 === 0) process.stderr.write(`${done} cases, ${accepted} of them taken\n`);
      },
    });
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
