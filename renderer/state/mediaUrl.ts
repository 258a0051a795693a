import { documentStore, useDocument } from './documentStore';

export type Rendition = 'original' | 'picture' | 'thumbnail';

/** The address of a media's bytes: below a project's own base (`OpenedProject.mediaBase`), by id. */
export function mediaAddress(mediaBase: string, mediaId: string, rendition: Rendition): string {
  return `${mediaBase}${mediaId}?rendition=${rendition}`;
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
