import type { ShotId } from '@shared/document/ids';
import type { Kind } from '@shared/document/records';
import { sheetContent } from '@shared/sheets/content';
import { planningSheets, type SheetPlan } from '@shared/sheets/layoutSheets';
import type { SheetSettings } from '@shared/sheets/settings';
import { runInTurns } from '@shared/steps/runSteps';
import { dayText } from '@shared/time/dayText';
import { useEffect, useMemo, useState } from 'react';
import { currentDocument, useDocument } from '../../state/documentStore';
import { nextTask } from '../../state/nextTask';

/** Kinds that are printed. */
const printedKinds: readonly Kind[] = [
  'project',
  'scene',
  'shot',
  'board',
  'dialogueLine',
  'element',
  'cameraKeyframe',
];

/**
 * The pages as they would be printed now. Thousands of shots are laid out in steps, between which the window answers; meanwhile
 * the plan is the one before. null = there is none yet.
 */
export function useSheetPlan(shotIds: readonly ShotId[] | null, settings: SheetSettings): SheetPlan | null {
  const version = useDocument((document) => printedKinds.map((kind) => document.version(kind)).join('|'));
  const [plan, setPlan] = useState<SheetPlan | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the document
  const content = useMemo(
    () => sheetContent(currentDocument(), shotIds, dayText(Date.now())),
    [shotIds, version],
  );
  useEffect(() => {
    let isWanted = true;
    void runInTurns(planningSheets(content, settings), nextTask).then((made) => {
      if (isWanted) setPlan(made);
    });
    return () => {
      isWanted = false;
    };
  }, [content, settings]);
  return plan;
}
