import { type ApiWorkflow, nodeLabel } from '@shared/generation/comfyui/apiWorkflow';
import type { RunMessage } from './messages';

/** What a run says of itself, for a person. */
export interface RunState {
  /** 0 … 1 */
  readonly fraction: number;
  /** "Sample (7), 12 of 20"; null = it has not begun. */
  readonly words: string | null;
}

/** Work of a node that counts its steps, against one that does not: sampling takes nearly all the time. */
const steppedWeight = 20;
const samplerClasses = /sampler(?!select)/i;

/** Follows a run by its messages. Fractions never go back. */
export class RunProgress {
  readonly #workflow: ApiWorkflow;
  readonly #done = new Set<string>();
  readonly #stepped = new Map<string, number>();
  #current: string | null = null;
  #steps: { readonly value: number; readonly max: number } | null = null;
  #best = 0;
  #hasBegun = false;

  constructor(workflow: ApiWorkflow) {
    this.#workflow = workflow;
  }

  /** @returns whether anything a person sees has changed */
  take(message: RunMessage): boolean {
    const before = this.state();
    switch (message.type) {
      case 'started':
        this.#hasBegun = true;
        break;
      case 'cached':
        this.#hasBegun = true;
        for (const nodeId of message.nodeIds) this.#finish(nodeId);
        break;
      case 'node':
        this.#hasBegun = true;
        if (message.nodeId === null) break;
        if (this.#current !== null && this.#current !== message.nodeId) this.#finish(this.#current);
        this.#enter(message.nodeId);
        break;
      case 'progress':
        this.#hasBegun = true;
        this.#enter(message.nodeId);
        // A count to one says only that the node is at work.
        if (message.max > 1) {
          this.#steps = { value: Math.min(message.value, message.max), max: message.max };
          this.#stepped.set(message.nodeId, message.value / message.max);
        }
        break;
      case 'done':
        this.#finish(message.nodeId);
        break;
      default:
        break;
    }
    const after = this.state();
    return after.fraction !== before.fraction || after.words !== before.words;
  }

  state(): RunState {
    if (!this.#hasBegun) return { fraction: 0, words: null };
    let done = 0;
    let whole = 0;
    for (const [nodeId, node] of Object.entries(this.#workflow)) {
      const isStepped = this.#stepped.has(nodeId) || samplerClasses.test(node.class_type);
      const weight = isStepped ? steppedWeight : 1;
      whole += weight;
      done += weight * (this.#done.has(nodeId) ? 1 : Math.min(1, this.#stepped.get(nodeId) ?? 0));
    }
    // The files are still to come.
    this.#best = Math.max(this.#best, whole === 0 ? 0 : Math.min(0.99, done / whole));
    return { fraction: this.#best, words: this.#words() };
  }

  #words(): string | null {
    if (this.#current === null) return 'Beginning';
    const label = nodeLabel(this.#workflow, this.#current);
    return this.#steps ? `${label}, ${this.#steps.value} of ${this.#steps.max}` : label;
  }

  #enter(nodeId: string): void {
    // Nodes that unfold at run time report under names of their own.
    const known = nodeId in this.#workflow ? nodeId : (nodeId.split('.')[0] ?? nodeId);
    if (this.#current === known) return;
    this.#current = known;
    this.#steps = null;
  }

  #finish(nodeId: string): void {
    this.#done.add(nodeId);
  }
}
