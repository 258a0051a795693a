/*
 * What the window keeps besides the document and belongs to the project that is open: dialogs about its records, notices, edits
 * that wait. A store says beside itself what of it goes with the project, so that nothing has to know them all.
 */

const forgetting = new Set<() => void>();

/** @param forget called when the project is closed, and before another one is shown in its place */
export function withProject(forget: () => void): void {
  forgetting.add(forget);
}

/** The project leaves the window. Preferences of the person and what is saved with the session are not in this. */
export function forgetProjectScope(): void {
  for (const forget of forgetting) forget();
}
