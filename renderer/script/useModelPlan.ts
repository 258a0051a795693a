import type { PlannedShot } from '@shared/planner/plannedShot';
import type { SceneToPlan } from '@shared/planner/shotPlanner';
import { CodedError } from '@shared/rpc/result';
import { useEffect, useRef, useState } from 'react';
import { call, onEvent } from '../state/bridge';

export interface ModelPlan {
  /** null = nothing was asked yet. */
  readonly shots: readonly PlannedShot[] | null;
  /** What of the answer was changed or left out. */
  readonly notes: readonly string[];
  /** The text the shots are for: another one now = they are out of step. */
  readonly text: string;
  readonly isAsking: boolean;
  /** Of the answer, so far. */
  readonly characters: number;
  readonly problem: string | null;
  readonly ask: (scene: Pick<SceneToPlan, 'heading' | 'text'>) => void;
  readonly cancel: () => void;
}

const nothingYet = {
  shots: null,
  notes: [],
  text: '',
  isAsking: false,
  characters: 0,
  problem: null,
} as const;

/** What a language model proposes, when it is asked. A failed attempt leaves the text and what was proposed before. */
export function useModelPlan(): ModelPlan {
  const [state, setState] = useState<Omit<ModelPlan, 'ask' | 'cancel'>>(nothingYet);
  const isAsking = useRef(false);
  useEffect(
    () => onEvent('planner.progress', ({ characters }) => setState((before) => ({ ...before, characters }))),
    [],
  );
  // A dialog that is closed wants no answer any more.
  useEffect(
    () => () => {
      if (isAsking.current) void call('planner.cancel', null).catch(() => undefined);
    },
    [],
  );
  const ask = async ({ heading, text }: Pick<SceneToPlan, 'heading' | 'text'>): Promise<void> => {
    isAsking.current = true;
    setState((before) => ({ ...before, isAsking: true, characters: 0, problem: null }));
    try {
      const { shots, notes } = await call('planner.planShots', { heading, text });
      setState({ ...nothingYet, shots, notes, text });
    } catch (error) {
      const isCancelled = error instanceof CodedError && error.code === 'cancelled';
      const problem = isCancelled ? null : error instanceof Error ? error.message : String(error);
      setState((before) => ({ ...before, isAsking: false, problem }));
    } finally {
      isAsking.current = false;
    }
  };
  return {
    ...state,
    ask: (scene) => void ask(scene),
    cancel: () => void call('planner.cancel', null).catch(() => undefined),
  };
}
