import type { SequenceShot } from './sequence';

/** A run of shots that follow each other in the film, and where it begins in what is made of them; frames. */
export interface Run {
  readonly startFrame: number;
  /** Not in. */
  readonly endFrame: number;
  readonly outputStart: number;
}

/** What is taken of the film, in pieces that hang together. @param shots in film order */
export function runsOf(shots: readonly SequenceShot[]): Run[] {
  const runs: Run[] = [];
  let outputStart = 0;
  for (const { startFrame, endFrame } of shots) {
    const last = runs.at(-1);
    if (last && last.endFrame === startFrame) runs[runs.length - 1] = { ...last, endFrame };
    else runs.push({ startFrame, endFrame, outputStart });
    outputStart += endFrame - startFrame;
  }
  return runs;
}
