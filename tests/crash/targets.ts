import { createAppTarget, createAppWorkerTarget } from './appTargets';
import type { CrashTarget } from './crashTarget';
import { createNodeWorkerTarget } from './nodeWorkerTarget';

/** What can be killed, by the name the script takes. */
export const crashTargets: Readonly<Record<string, () => Promise<CrashTarget>>> = {
  worker: createNodeWorkerTarget,
  app: createAppTarget,
  'app-worker': createAppWorkerTarget,
};
