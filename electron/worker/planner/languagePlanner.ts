import { readModelAnswer } from '@shared/planner/modelAnswer';
import { maxSceneCharacters, planMessages } from '@shared/planner/modelPrompt';
import type { PlanProposal, SceneToPlan, ShotPlanner } from '@shared/planner/shotPlanner';
import { CodedError } from '@shared/rpc/result';
import type { ModelClient } from './modelClient';

/** Shots as a language model of the person's proposes them; its answer is read by schema and never trusted. */
export class LanguagePlanner implements ShotPlanner {
  readonly #client: ModelClient;
  readonly #model: string;
  readonly #onText: (characters: number) => void;

  constructor(client: ModelClient, model: string, onText: (characters: number) => void) {
    this.#client = client;
    this.#model = model;
    this.#onText = onText;
  }

  async plan(scene: SceneToPlan, signal: AbortSignal): Promise<PlanProposal> {
    if (scene.text.trim() === '') throw new CodedError('refused', 'There is no text to plan.');
    if (scene.text.length > maxSceneCharacters) {
      throw new CodedError(
        'tooLarge',
        `The text has ${scene.text.length.toLocaleString('en')} characters; a model is given at most ${maxSceneCharacters.toLocaleString('en')}. Plan it in pieces.`,
      );
    }
    const answer = await this.#client.ask({ model: this.#model }, planMessages(scene), this.#onText, signal);
    return readModelAnswer(answer.text, scene, answer.isCut);
  }
}
