import type { MediaId } from '@shared/document/ids';
import { currentDocument, documentStore, useDocument } from './documentStore';

export type Rendition = 'original' | 'picture' | 'thumbnail';

/**
 * The address of a media's bytes: below a project's own base (`OpenedProject.mediaBase`), by id. With the beginning of its
 * fingerprint: what an address gave is kept, and a media that got another file has another address.
 */
export function mediaAddress(mediaBase: string, mediaId: string, rendition: Rendition): string {
  const version = currentDocument()
    .get('media', mediaId as MediaId)
    ?.fingerprint.slice(0, 12);
  const address = `${mediaBase}${mediaId}?rendition=${rendition}`;
  return version === undefined ? address : `${address}&of=${version}`;
}

/** Address of a media's bytes in the open project; empty while none is open. */
export function mediaUrl(mediaId: string, rendition: Rendition = 'picture'): string {
  const base = documentStore.getState().opened?.mediaBase;
  return base === undefined ? '' : mediaAddress(base, mediaId, rendition);
}

/** The same, for components: changes when another project is opened. */
export function useMediaUrl(
  mediaId: string | null | undefined,
  rendition: Rendition = 'thumbnail',
): string | undefined {
  return useDocument((_document, { opened }) =>
    mediaId && opened ? mediaAddress(opened.mediaBase, mediaId, rendition) : undefined,
  );
}
