import type { ActionDefinition } from '@shared/actions/action';
import { actionCatalogue } from '@shared/actions/catalogue';
import { createKeybindingsHandler } from 'tinykeys';
import { type Action, actionStore } from '../state/actions';
import { dropHeld, followHeld, holdAction, holdUntilLoaded } from '../state/heldAction';
import { isWorkspaceComing } from './appStore';

/** Keys that belong to a text while one types, even with Control or Command. */
const textKeys = new Set(['KeyA', 'KeyC', 'KeyV', 'KeyX', 'KeyY', 'KeyZ', 'Backspace', 'Delete']);
/** Keys that work a control that was reached by keyboard. */
const controlKeys = new Set(['Space', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Tab']);

/** Whether key presses on an element are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'range'].includes(target.type)
  );
}

/**
 * Whether the focus was brought where it is by a key. `:focus-visible` does not say so: with the first key after a click
 * it comes true, and Space after a click on Undo would undo once more instead of playing.
 */
let isFocusByKey = false;

function followFocus(): void {
  let wasKey = false;
  const onCapture = { capture: true };
  window.addEventListener('keydown', () => (wasKey = true), onCapture);
  window.addEventListener('focusin', () => (isFocusByKey = wasKey), onCapture);
  window.addEventListener('pointerdown', () => (wasKey = isFocusByKey = false), onCapture);
}

/**
 * A button or tab clicked with the mouse does not keep the focus: the keys after it are the window's, and no ring is
 * drawn round it. The Tab key still goes on from there.
 */
function releaseClicked(event: MouseEvent): void {
  const { activeElement } = document;
  const isByMouse = event.detail > 0;
  if (!isByMouse || !(activeElement instanceof HTMLElement) || !(event.target instanceof Node)) return;
  if (!activeElement.matches('button, [role="tab"]') || !activeElement.contains(event.target)) return;
  if (!activeElement.closest('[role="dialog"], [role="menu"], [aria-expanded="true"]')) activeElement.blur();
}

/** Whether a key press belongs to the control or popup it is made on, and is no shortcut of the window. */
export function belongsToControl(event: KeyboardEvent): boolean {
  const { target, code } = event;
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  if (event.isComposing || event.defaultPrevented) return true;
  if (isTyping(target)) return !hasModifier || textKeys.has(code) || code.startsWith('Arrow');
  if (!(target instanceof Element)) return false;
  if (!hasModifier && target.closest('[role="menu"], [role="listbox"][data-open], [role="dialog"]'))
    return true;
  const control = target.closest('button, a, input, [role="slider"], [role="tab"], [role="separator"]');
  return control !== null && !hasModifier && controlKeys.has(code) && isFocusByKey;
}

/** Of the actions on one key, the one that can run now; what was registered last comes first. */
export function actionForKey(actions: readonly Action[]): Action | undefined {
  return actions.findLast((action) => action.isEnabled?.() !== false);
}

/** What keys do while a dialog wants the whole attention: take back what it has changed, or go from it to another. */
const overDialogs = new Set<string>([
  'edit.undo',
  'edit.redo',
  'view.openPalette',
  'find.inProject',
  'find.replace',
]);

/** Whether a key would do something behind the dialog that is open, where nobody sees it. */
export function isBehindDialog(actionId: string, page: ParentNode): boolean {
  return !overDialogs.has(actionId) && page.querySelector('[data-modal][data-open]') !== null;
}

/** The keys of an action whose part of the window has not come yet. */
function holdingKeys({ id, keys = [] }: ActionDefinition): [string, (event: KeyboardEvent) => void][] {
  return keys.map((each) => [
    each,
    (event) => {
      if (holdAction(id)) event.preventDefault();
    },
  ]);
}

/** Answers shortcuts of all registered actions. Once for the window. */
export function startKeyboard(): void {
  /** Made anew by the first key after a change: parts of the window register one after the other. */
  let handle: ((event: KeyboardEvent) => void) | null = null;
  const bind = (): ((event: KeyboardEvent) => void) => {
    const byKeys = new Map<string, Action[]>();
    for (const action of actionStore.getState().actions.values()) {
      for (const keys of action.keys ?? []) byKeys.set(keys, [...(byKeys.get(keys) ?? []), action]);
    }
    const held = Object.fromEntries(actionCatalogue.flatMap(holdingKeys));
    const bindings = Object.fromEntries(
      [...byKeys].map(([keys, actions]) => [
        keys,
        (event: KeyboardEvent): void => {
          const run = (): boolean => {
            const action = actionForKey(actions);
            if (!action || isBehindDialog(action.id, document)) return false;
            action.run();
            return true;
          };
          if (run() || holdUntilLoaded(run)) event.preventDefault();
        },
      ]),
    );
    return createKeybindingsHandler({ ...held, ...bindings }, { ignore: () => false }) as (
      event: KeyboardEvent,
    ) => void;
  };
  actionStore.subscribe(() => {
    handle = null;
  });
  followFocus();
  window.addEventListener('click', releaseClicked);
  followHeld();
  window.addEventListener('pointerdown', dropHeld, { capture: true });
  window.addEventListener('keydown', (event) => {
    dropHeld();
    if (isWorkspaceComing() || belongsToControl(event)) return;
    handle ??= bind();
    handle(event);
  });
}
