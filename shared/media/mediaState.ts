/**
 * What can be wrong with a media's file on this machine. `missing`: it is not where it was; `noFolder`: the media folder it
 * lies in has no place on this machine; `changed`: another file stands in its place, or it was written to.
 */
export const mediaFileStates = ['missing', 'noFolder', 'changed'] as const;
export type MediaFileState = (typeof mediaFileStates)[number];

/** Whether there is nothing to be shown of it. A changed file shows what it holds now. */
export const isOffline = (state: MediaFileState | undefined): boolean =>
  state === 'missing' || state === 'noFolder';

export const mediaStateWords: Readonly<Record<MediaFileState, string>> = {
  missing: 'Missing',
  noFolder: 'Folder not set',
  changed: 'File changed',
};
