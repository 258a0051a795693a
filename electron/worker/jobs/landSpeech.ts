import type { DialogueLineId } from '@shared/document/ids';
import { CodedError } from '@shared/rpc/result';
import type { DocumentPort } from '../documentPort';
import { type Landing, storeFile } from './landTake';

/**
 * Brings a spoken line into the project: the sound to the media, outside the person's undo line since it was paid for, then onto the
 * dialogue track in place of what was heard for the line before, as an edit that undo takes back. Safe to repeat.
 * @throws CodedError `notFound` when the line is gone; `diskFull`, `readOnly`
 */
export async function landSpeech(
  landing: Landing,
  dialogueLineId: DialogueLineId,
  { document, runCommands }: Pick<DocumentPort, 'document' | 'runCommands'>,
  projectFolder: string,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { media, isKnown } = await storeFile(
    landing.collected,
    landing,
    document,
    projectFolder,
    nowMs,
    signal,
  );
  const line = document.get('dialogueLine', dialogueLineId);
  const words = line?.text.replaceAll(/\s+/g, ' ').trim().slice(0, 40) ?? '';
  const speaker = line?.speakerId ? document.get('element', line.speakerId)?.name : undefined;
  const named = { ...media, name: `${speaker ?? 'Voice'}: ${words}` };
  if (!isKnown) await runCommands([{ command: 'media.add', args: { media: [named] } }], { source: 'job' });
  if (!line) {
    throw new CodedError(
      'notFound',
      'The line was deleted while it was spoken. It was paid for, so its sound is kept in Media.',
    );
  }
  const isThere = document
    .list('clip')
    .some((clip) => clip.dialogueLineId === dialogueLineId && clip.mediaId === media.id);
  if (isThere) return;
  const sound = {
    dialogueLineId,
    media: document.require('media', media.id),
    spokenText: wordsOf(landing) ?? line.text,
  };
  const args = { sounds: [sound] };
  await runCommands([{ command: 'dialogue.placeSounds', args }], { source: 'user', label: 'Generate Voice' });
}

/** As they were sent: the line may have been changed since. */
function wordsOf({ clip: { request } }: Landing): string | undefined {
  const isObject = typeof request === 'object' && request !== null && !Array.isArray(request);
  const text = isObject ? request.text : undefined;
  return typeof text === 'string' ? text : undefined;
}
