import { defineActions } from './action';

/** What leads out of the project. */
export const deliverActions = defineActions([
  {
    id: 'film.export',
    title: 'Deliver Film…',
    group: 'File',
    keys: ['$mod+KeyE'],
    whyNot: 'The film has no shots yet.',
  },
  {
    id: 'sheets.export',
    title: 'Storyboard PDF…',
    group: 'File',
    keys: ['$mod+KeyP'],
    whyNot: 'The film has no shots yet.',
  },
  {
    id: 'sheets.exportWebPage',
    title: 'Storyboard Web Page…',
    group: 'File',
    whyNot: 'The film has no shots yet.',
  },
  {
    id: 'pictures.export',
    title: 'Export Board Pictures…',
    group: 'File',
    whyNot: 'The film has no shots yet.',
  },
  {
    id: 'cut.export',
    title: 'Editing Timeline…',
    group: 'File',
    whyNot: 'The film has no shots yet.',
  },
  {
    id: 'lists.exportShotList',
    title: 'Export Shot List…',
    group: 'File',
    whyNot: 'The film has no shots yet.',
  },
  {
    id: 'lists.exportSubtitles',
    title: 'Export Subtitles…',
    group: 'File',
    whyNot: 'The film has no shots yet.',
  },
]);
