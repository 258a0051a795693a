import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import { createElement, createLook } from '../document/factories';
import type { ElementId, MediaId } from '../document/ids';
import { lastOrderKey } from '../document/order';
import type { Element } from '../document/records';

interface NewElement extends Pick<Element, 'type' | 'name'> {
  readonly id?: ElementId | undefined;
  readonly notes?: string;
  /** Pictures of its first look, front first. */
  readonly references?: readonly MediaId[];
  readonly keepNotes?: string;
}

/** A new element, last of all, with a look of its own. @throws ZodError, TakenIdError */
export function addElement(
  draft: Draft,
  { id, type, name, notes = '', references = [], keepNotes = '' }: NewElement,
  context: Pick<PlanContext, 'newId'>,
): Element {
  const order = lastOrderKey(draft.list('element'));
  const element = draft.add(createElement({ id: id ?? context.newId('element'), order, type, name, notes }));
  draft.add(
    createLook({
      id: context.newId('look'),
      elementId: element.id,
      order: lastOrderKey([]),
      name: 'Default',
      references: [...references],
      keepNotes,
    }),
  );
  return element;
}
