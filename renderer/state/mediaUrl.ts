import { documentStore, useDocument } from './documentStore';

export type Rendition = 'original' | 'picture' | 'thumbnail';

/** Address of a media's bytes in the open project; empty while none is open. */
export function mediaUrl(mediaId: string, rendition: Rendition = 'picture'): string {
  const base = documentStore.getState().opened?.mediaBase;
  return base === undefined ? '' : `${base}${mediaId}?rendition=${rendition}`;
}

/** The same, for components: changes when another project is opened. */
export function useMediaUrl(
  mediaId: string | null | undefined,
  rendition: Rendition = 'thumbnail',
): string | undefined {
  return useDocument((_document, { opened }) =>
    mediaId && opened ? `${opened.mediaBase}${mediaId}?rendition=${rendition}` : undefined,
  );
}
