import type { Element } from '../document/records';
import type { PlannedShot } from './plannedShot';

export interface SceneToPlan {
  /** "EXT. HARBOUR - DUSK": says where, and that it is outside. */
  readonly heading: string;
  readonly text: string;
  readonly elements: readonly Pick<Element, 'id' | 'type' | 'name'>[];
  /** Of lines whose script does not say, BCP 47. */
  readonly language: string;
}

export interface PlanProposal {
  readonly shots: readonly PlannedShot[];
  /** What of an answer was changed or left out, in words. */
  readonly notes: readonly string[];
}

/** Whoever is asked for shots of a scene and takes time to answer. The rules (planScene.ts) answer at once, as one types. */
export interface ShotPlanner {
  /** @throws CodedError with what is wrong; `cancelled` by the signal */
  plan(scene: SceneToPlan, signal: AbortSignal): Promise<PlanProposal>;
}
