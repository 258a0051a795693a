import { lazy, Suspense, useEffect } from 'react';
import { registerActions } from '../state/actions';
import { useDocument } from '../state/documentStore';
import { handOverActions, useHandOverDialog } from './handOver';

const StoryboardDialog = lazy(async () => ({
  default: (await import('./sheets/StoryboardDialog')).StoryboardDialog,
}));
const PicturesDialog = lazy(async () => ({
  default: (await import('./pictures/PicturesDialog')).PicturesDialog,
}));
const CutDialog = lazy(async () => ({ default: (await import('./cuts/CutDialog')).CutDialog }));
const ShotListDialog = lazy(async () => ({
  default: (await import('./lists/ShotListDialog')).ShotListDialog,
}));
const SubtitlesDialog = lazy(async () => ({
  default: (await import('./lists/SubtitlesDialog')).SubtitlesDialog,
}));

/** What is handed over besides the film: the storyboard, pictures, the timeline for an editing program, lists. */
export function HandOverDialogs() {
  useEffect(() => registerActions(handOverActions), []);
  const dialog = useHandOverDialog();
  const isLoaded = useDocument((_document, state) => state.isLoaded);
  if (!isLoaded) return null;
  return (
    <Suspense>
      {dialog === 'sheets' && <StoryboardDialog />}
      {dialog === 'pictures' && <PicturesDialog />}
      {dialog === 'cut' && <CutDialog />}
      {dialog === 'shotList' && <ShotListDialog />}
      {dialog === 'subtitles' && <SubtitlesDialog />}
    </Suspense>
  );
}
