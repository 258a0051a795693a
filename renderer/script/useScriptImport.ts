import type { SceneId } from '@shared/document/ids';
import type { ReadScript } from '@shared/rpc/table';
import { planScript, type ScriptImport, type ScriptPlan } from '@shared/script/planScript';
import type { ShotWay } from '@shared/script/scriptShots';
import { useMemo, useState } from 'react';
import { currentDocument, useDocument } from '../state/documentStore';
import { firstChoices } from './lookThrough';

export interface ScriptImportState {
  readonly plan: ScriptPlan;
  readonly choices: ScriptImport;
  readonly setShots: (way: ShotWay) => void;
  readonly setRemovesGoneLines: (removes: boolean) => void;
  /** A scene of the script is taken, or left as the film has it. */
  readonly take: (index: number, isTaken: boolean) => void;
  /** A scene that is gone from the script goes, or stays. */
  readonly takeOut: (sceneId: SceneId, isTakenOut: boolean) => void;
}

/** What an import of the script would change, as the person has chosen so far. */
export function useScriptImport({ screenplay }: ReadScript): ScriptImportState {
  const revision = useDocument((_, state) => state.revision);
  const [choices, setChoices] = useState<ScriptImport>(() => firstChoices(screenplay));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is another one by its revision
  const plan = useMemo(() => planScript(currentDocument(), choices), [choices, revision]);
  return {
    plan,
    choices,
    setShots: (shots) => setChoices((before) => ({ ...before, shots })),
    setRemovesGoneLines: (removesGoneLines) => setChoices((before) => ({ ...before, removesGoneLines })),
    take: (index, isTaken) =>
      setChoices((before) => ({ ...before, leftOut: withOrWithout(before.leftOut, index, !isTaken) })),
    takeOut: (sceneId, isTakenOut) =>
      setChoices((before) => ({ ...before, takenOut: withOrWithout(before.takenOut, sceneId, isTakenOut) })),
  };
}

function withOrWithout<T>(list: readonly T[], item: T, isIn: boolean): T[] {
  const others = list.filter((other) => other !== item);
  return isIn ? [...others, item] : others;
}
