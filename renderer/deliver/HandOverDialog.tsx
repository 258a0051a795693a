import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { closeHandOver } from './handOver';

export interface HandOverDialogProps {
  readonly title: string;
  /** Of the button that asks where to. */
  readonly saveLabel: string;
  readonly isReady?: boolean;
  /** Asks and writes. @returns false when nothing was written: the dialog stays */
  readonly save: () => Promise<boolean>;
  /** px */
  readonly width?: number;
  readonly children: ReactNode;
}

/** What all that is handed over is asked in. */
export function HandOverDialog({
  title,
  saveLabel,
  isReady = true,
  save,
  width,
  children,
}: HandOverDialogProps) {
  const run = async (): Promise<void> => {
    if (await save()) closeHandOver();
  };
  return (
    <Dialog
      isOpen
      onClose={closeHandOver}
      title={title}
      width={width}
      actions={
        <>
          <Button variant="plain" onClick={closeHandOver}>
            Cancel
          </Button>
          <Button variant="accent" disabled={!isReady} onClick={() => void run()}>
            {saveLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
