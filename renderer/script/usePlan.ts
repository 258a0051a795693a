import type { SceneId } from '@shared/document/ids';
import type { PlannedShot } from '@shared/planner/plannedShot';
import { planScene } from '@shared/planner/planScene';
import { wordsOfNotes } from '@shared/script/sceneNotes';
import { useDeferredValue, useMemo, useState } from 'react';
import { useDocument, useList, useRecord } from '../state/documentStore';
import { usePlanner } from './planStore';
import { type ModelPlan, useModelPlan } from './useModelPlan';

/** A shot of the plan as it stands in the preview. */
export interface PlanRow {
  readonly key: string;
  readonly shot: PlannedShot;
  readonly isChosen: boolean;
}

export interface Plan {
  readonly heading: string;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly rows: readonly PlanRow[];
  readonly change: (key: string, fields: Partial<PlannedShot>) => void;
  readonly choose: (key: string, isChosen: boolean) => void;
  readonly model: ModelPlan;
}

/**
 * The text being planned and the shots it gives: by the rules as it is typed, by a language model when it is asked. What a person
 * changes stays with a shot as long as its words stay.
 */
export function usePlan(sceneId: SceneId | 'new'): Plan {
  const scene = useRecord('scene', sceneId === 'new' ? null : sceneId);
  const elements = useList('element');
  const language = useDocument((document) => document.project().languages[0] ?? 'en');
  const planner = usePlanner();
  const model = useModelPlan();
  const [text, setText] = useState(wordsOfNotes(scene?.notes ?? ''));
  const [changes, setChanges] = useState<ReadonlyMap<string, Partial<PlannedShot>>>(new Map());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  // Typing goes first; the shots follow when there is time.
  const planned = useDeferredValue(text);
  const heading = scene?.heading ?? '';
  const byRules = useMemo(
    () => (planner === 'rules' ? planScene({ heading, text: planned, elements, language }) : []),
    [planner, heading, planned, elements, language],
  );
  const shots = planner === 'rules' ? byRules : model.shots;
  const rows = useMemo(() => {
    const seen = new Map<string, number>();
    return (shots ?? []).map((shot): PlanRow => {
      const words = `${shot.action}|${shot.lines.map((line) => line.text).join('|')}`;
      const count = seen.get(words) ?? 0;
      seen.set(words, count + 1);
      const key = `${count}|${words}`;
      return { key, shot: { ...shot, ...changes.get(key) }, isChosen: !left.has(key) };
    });
  }, [shots, changes, left]);
  return {
    heading,
    text,
    setText,
    rows,
    model,
    change: (key, fields) =>
      setChanges((before) => new Map(before).set(key, { ...before.get(key), ...fields })),
    choose: (key, isChosen) =>
      setLeft((before) => {
        const after = new Set(before);
        if (isChosen) after.delete(key);
        else after.add(key);
        return after;
      }),
  };
}
