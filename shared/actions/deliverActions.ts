import { defineActions } from './action';

/** What leads out of the project. */
export const deliverActions = defineActions([
  {
    id: 'film.export',
    title: 'Deliver Film…',
    group: 'File',
    keys: ['$mod+KeyE'],
  },
  {
    id: 'sheets.export',
    title: 'Storyboard PDF…',
    group: 'File',
    keys: ['$mod+KeyP'],
  },
  {
    id: 'lists.exportShotList',
    title: 'Export Shot List…',
    group: 'File',
  },
  {
    id: 'lists.exportSubtitles',
    title: 'Export Subtitles…',
    group: 'File',
  },
]);
