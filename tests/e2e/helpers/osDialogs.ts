import type { ElectronApplication } from '@playwright/test';

/*
 * The system's own dialogs are the one thing a test cannot click: their answers are given here. null = the person
 * closes the dialog.
 */

/** What the next save dialogs answer, until another answer is given. */
export async function answerSaveDialog(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: filePath === null, filePath: filePath ?? '' });
  }, path);
}

/** What the next open dialogs answer, until another answer is given. */
export async function answerOpenDialog(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
    },
    [...paths],
  );
}
