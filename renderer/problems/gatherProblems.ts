import type { Problem } from '@shared/generation/problems';

/** Pictures that are wrong in one way are one thing to see and one click to mend; every other problem stands alone. */
export function gatherProblems(problems: readonly Problem[]): Problem[][] {
  const gathered: Problem[][] = [];
  const ofPictures = new Map<string, Problem[]>();
  for (const problem of problems) {
    const kind = problem.mend?.action.type === 'fitPicture' ? `${problem.code} ${problem.severity}` : null;
    const known = kind === null ? undefined : ofPictures.get(kind);
    if (known) known.push(problem);
    else {
      const alone = [problem];
      gathered.push(alone);
      if (kind !== null) ofPictures.set(kind, alone);
    }
  }
  return gathered;
}
