import { defineActions } from './action';

/** Files of the project: how they come in, where they lie, and what becomes of those nobody needs. */
export const mediaActions = defineActions([
  {
    id: 'storyboard.import',
    title: 'Import from Storyboarder…',
    group: 'File',
  },
  {
    id: 'media.importLinked',
    title: 'Import by Link…',
    group: 'File',
    keys: ['$mod+Alt+KeyI'],
  },
  {
    id: 'media.showImportSettings',
    title: 'Import Settings…',
    group: 'File',
  },
  {
    id: 'media.findMissing',
    title: 'Find Missing Media…',
    group: 'File',
  },
  {
    id: 'media.showFolders',
    title: 'Media Folders…',
    group: 'File',
  },
  {
    id: 'media.cleanUp',
    title: 'Clean Up Media…',
    group: 'File',
  },
  {
    id: 'media.verifyAll',
    title: 'Read Through All Media',
    group: 'Help',
  },
]);
