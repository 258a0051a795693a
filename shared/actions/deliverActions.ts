import { defineActions } from './action';

/** What leads out of the project. */
export const deliverActions = defineActions([
  {
    id: 'film.export',
    title: 'Deliver Film…',
    group: 'File',
    keys: ['$mod+KeyE'],
  },
]);
