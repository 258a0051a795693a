import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { type ReactNode, useRef } from 'react';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton';
import { X } from './icons';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, right-aligned, the next step last. */
  readonly actions?: ReactNode;
  /** The next step, by Enter from wherever Enter means nothing else: what the last button does, while it can. */
  readonly onEnter?: (() => void) | undefined;
  /** For a dialog to read: the focus goes to the dialog, not to its first control. */
  readonly isForReading?: boolean | undefined;
  /** px */
  readonly width?: number | undefined;
}

/** Where Enter has a meaning of its own; a box that is ticked has none. */
const enterTakers =
  'button:not([role="checkbox"], [role="switch"]), a, textarea, form, [role="combobox"], [role="option"]';

/** For the few things that need the whole attention: never for what can be undone. Esc and a click outside close it. */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  children,
  actions,
  onEnter,
  isForReading = false,
  width = 440,
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root
      open={isOpen}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Popup
          ref={popup}
          data-modal
          className={styles.popup}
          style={{ width }}
          initialFocus={isForReading ? popup : undefined}
          onKeyDown={(event) => {
            const isTaken = event.target instanceof Element && event.target.closest(enterTakers) !== null;
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && !isTaken) onEnter?.();
          }}
        >
          <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
          {description !== undefined && (
            <BaseDialog.Description className={styles.description}>{description}</BaseDialog.Description>
          )}
          {children !== undefined && <div className={styles.body}>{children}</div>}
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
          {/* Last, so that the focus goes to what the dialog is about. */}
          <BaseDialog.Close
            className={styles.close}
            render={<IconButton icon={X} label="Close" size="small" />}
          />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
