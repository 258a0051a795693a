import type { MediaId, TakeId } from '@shared/document/ids';
import { isWorthScrubCopy } from '@shared/media/scrubCopy';
import { call } from '../state/bridge';
import { currentDocument, documentStore } from '../state/documentStore';
import { isMediaOffline } from '../state/mediaState';
import { mediaAddress } from '../state/mediaUrl';
import { sessionStore } from '../state/sessionStore';
import { ScrubMaker, startScrubThread } from './scrubMaker';
import { ScrubSource } from './scrubSource';

/** Small pictures of the videos of one open project: those in the cache, and the making of those that are not. */
export interface Scrubbing {
  readonly source: ScrubSource<ImageBitmap>;
  forget(mediaIds: ReadonlySet<MediaId>): void;
  dispose(): void;
}

/** Bytes of copies held in memory: some twenty takes of five seconds. */
const maxCopyBytes = 64 * 1024 * 1024;
const maxImages = 24;
/** Copies are made once nobody has played or looked for a place for so long, ms. */
const calmMs = 1_500;

export function createScrubbing(mediaBase: string): Scrubbing {
  const maker = new ScrubMaker({
    start: startScrubThread,
    urlOf: (mediaId) =>
      isWorthwhile(mediaId) && !isMediaOffline(mediaId) ? mediaAddress(mediaBase, mediaId, 'original') : null,
    onMade: (mediaId, copy) => {
      source.put(mediaId, copy);
      if (copy) keep(mediaId, copy);
    },
  });
  const source = new ScrubSource<ImageBitmap>({
    load: async (mediaId) => (isWorthwhile(mediaId) ? call('media.loadScrubCopy', { mediaId }) : null),
    decode: (jpeg) => createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' })),
    onMissing: (mediaId) => {
      if (isWorthwhile(mediaId)) maker.ask(mediaId);
    },
    maxBytes: maxCopyBytes,
    maxImages,
  });
  const stops = [restWhileBusy(maker), prepareNewTakes(source)];
  return {
    source,
    forget: (mediaIds) => {
      for (const mediaId of mediaIds) maker.cancel(mediaId);
      source.forget(mediaIds);
    },
    dispose: () => {
      for (const stop of stops) stop();
      maker.dispose();
      source.dispose();
    },
  };
}

function isWorthwhile(mediaId: MediaId): boolean {
  const content = currentDocument().get('media', mediaId)?.content;
  return content?.type === 'video' && isWorthScrubCopy(content.frameCount);
}

/** Only spares the work next time: without it nothing is lost. */
function keep(mediaId: MediaId, copy: Uint8Array): void {
  const media = currentDocument().get('media', mediaId);
  if (!media) return;
  const { fingerprint } = media;
  call('media.saveScrubCopy', { mediaId, fingerprint, copy }).catch(() => undefined);
}

function restWhileBusy(maker: ScrubMaker): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const calmSoon = (): void => {
    maker.rest(true);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!sessionStore.getState().isPlaying) maker.rest(false);
    }, calmMs);
  };
  calmSoon();
  const stop = sessionStore.subscribe((state, before) => {
    if (state.playhead !== before.playhead || state.isPlaying !== before.isPlaying) calmSoon();
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** A take that lands while the project is open will be looked at next. */
function prepareNewTakes(source: ScrubSource<ImageBitmap>): () => void {
  const idsOf = (): ReadonlySet<TakeId> =>
    new Set(
      currentDocument()
        .list('take')
        .map(({ id }) => id),
    );
  let known: { version: number; ids: ReadonlySet<TakeId> } | null = null;
  const look = (): void => {
    const { document, isLoaded } = documentStore.getState();
    if (!isLoaded) return;
    const version = document.version('take');
    if (known?.version === version) return;
    const ids = idsOf();
    const before = known?.ids;
    known = { version, ids };
    if (!before) return;
    for (const { id, mediaId } of document.list('take')) if (!before.has(id)) source.prepare(mediaId);
  };
  look();
  return documentStore.subscribe(look);
}
