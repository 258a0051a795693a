import { raiseError, raiseNotice } from './notices';

/** Puts a text on the clipboard and says so. @param what "The prompt is" */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    raiseNotice({ tone: 'success', message: `${what} on the clipboard.` });
  } catch (error) {
    raiseError(error);
  }
}
