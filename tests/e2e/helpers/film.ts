import type { Page } from '@playwright/test';
import { Document } from '@shared/document/document';
import type { RpcReply } from '@shared/rpc/table';
import { type Sequence, selectSequence } from '@shared/shots/sequence';

/** The film as the worker has it on disk: looked at, never changed, by these tests. */
export interface Film extends Pick<RpcReply<'document.load'>, 'revision' | 'records' | 'history'> {
  readonly document: Document;
  readonly sequence: Sequence;
}

/** @throws when no project is open */
export async function readFilm(page: Page): Promise<Film> {
  const reply = await page.evaluate(() => window.ekonte.call('document.load', null));
  if (!reply.ok) throw new Error(reply.error.message);
  const document = new Document(reply.value.records);
  return { ...reply.value, document, sequence: selectSequence(document) };
}

/** The label of what undo would take back now. */
export async function undoLabel(page: Page): Promise<string | null> {
  return (await readFilm(page)).history.undoLabel;
}

/** Names of the pictures the shots show, in film order. */
export async function shotPictures(page: Page): Promise<string[]> {
  const { document, sequence } = await readFilm(page);
  return sequence.shots.map(({ shot }) =>
    document
      .childrenOf('layer', shot.id)
      .map((layer) => layer.name.replace(/\.\w+$/, ''))
      .join('+'),
  );
}

/** Lengths of the shots in film order, frames. */
export async function shotLengths(page: Page): Promise<number[]> {
  return (await readFilm(page)).sequence.shots.map(({ shot }) => shot.lengthFrames);
}

/** Whether the waveform of every sound in the film is made. */
export async function haveWaveforms(page: Page): Promise<boolean> {
  const { document } = await readFilm(page);
  return page.evaluate(
    async (mediaIds) => {
      const replies = await Promise.all(
        mediaIds.map((mediaId) => window.ekonte.call('media.loadPeaks', { mediaId })),
      );
      return replies.every((reply) => reply.ok && reply.value !== null);
    },
    document.list('clip').map(({ mediaId }) => mediaId),
  );
}
