import { defineActions } from './action';

/** The undo line, versions and copies. */
export const historyActions = defineActions([
  {
    id: 'history.show',
    title: 'Show or Hide History',
    group: 'Edit',
    keys: ['$mod+Shift+KeyH'],
  },
  {
    id: 'version.saveNow',
    title: 'Save Version Now',
    group: 'File',
    keys: ['$mod+KeyS'],
  },
  {
    id: 'version.saveNamed',
    title: 'Save Version…',
    group: 'File',
    keys: ['$mod+Shift+KeyS'],
  },
  {
    id: 'version.showList',
    title: 'Show or Hide Versions',
    group: 'File',
    keys: ['$mod+Alt+KeyS'],
  },
  {
    id: 'project.saveCopy',
    title: 'Save a Copy…',
    group: 'File',
  },
]);
