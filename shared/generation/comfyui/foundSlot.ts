import type { Slot, SlotName, Target } from './template';

/** A slot as found in a workflow, with the reason a person reads beside it. */
export interface FoundSlot {
  readonly slot: Slot;
  readonly reason: string;
}

/** A slot with nothing said but where it goes. */
export function slotFor(slot: SlotName, targets: readonly Target[], more: Partial<Slot> = {}): Slot {
  return { slot, targets: [...targets], rule: null, detach: null, choices: {}, scale: 1, ...more };
}
