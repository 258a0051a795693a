import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { onEvent } from './bridge';
import { isJobUnderWay, jobStore } from './jobStore';

/** Addresses of pictures as they stand on their way, by job. */
const previewStore = createStore<{ readonly urls: ReadonlyMap<string, string> }>()(() => ({
  urls: new Map(),
}));

/** Keeps the pictures of jobs under way. @returns stops, and lets them go */
export function followJobPreviews(): () => void {
  const set = (jobId: string, url: string | null): void => {
    const { urls } = previewStore.getState();
    const old = urls.get(jobId);
    if (old !== undefined) URL.revokeObjectURL(old);
    const next = new Map(urls);
    if (url === null) next.delete(jobId);
    else next.set(jobId, url);
    previewStore.setState({ urls: next });
  };
  const stopPreviews = onEvent('jobs.preview', ({ jobId, mimeType, bytes }) => {
    set(jobId, URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mimeType })));
  });
  const stopJobs = jobStore.subscribe(({ jobs }) => {
    for (const jobId of previewStore.getState().urls.keys()) {
      const job = jobs.find(({ id }) => id === jobId);
      if (!job || !isJobUnderWay(job)) set(jobId, null);
    }
  });
  return () => {
    stopPreviews();
    stopJobs();
    for (const jobId of previewStore.getState().urls.keys()) set(jobId, null);
  };
}

export function useJobPreview(jobId: string): string | undefined {
  return useStore(previewStore, ({ urls }) => urls.get(jobId));
}
