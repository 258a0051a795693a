import type { ShotId } from '@shared/document/ids';
import type { Kind } from '@shared/document/records';
import { sheetContent } from '@shared/sheets/content';
import { planSheets, type SheetPlan } from '@shared/sheets/layoutSheets';
import type { SheetSettings } from '@shared/sheets/settings';
import { dayText } from '@shared/time/dayText';
import { useMemo } from 'react';
import { currentDocument, useDocument } from '../../state/documentStore';

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

/** The pages as they would be printed now. */
export function useSheetPlan(shotIds: readonly ShotId[] | null, settings: SheetSettings): SheetPlan {
  const version = useDocument((document) => printedKinds.map((kind) => document.version(kind)).join('|'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the document
  const content = useMemo(
    () => sheetContent(currentDocument(), shotIds, dayText(Date.now())),
    [shotIds, version],
  );
  return useMemo(() => planSheets(content, settings), [content, settings]);
}
