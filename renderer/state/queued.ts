import { raiseError } from './notices';

/**
 * What came of asking where to and queuing. Never throws: a refusal is told.
 * @param asking what is queued; null = the person closed the dialog
 * @returns whether anything is queued
 */
export async function queued(asking: Promise<object | null>): Promise<boolean> {
  try {
    return (await asking) !== null;
  } catch (error) {
    raiseError(error);
    return false;
  }
}
