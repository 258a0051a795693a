import { defineActions } from './action';

/** What comes back from other programs. */
export const conformActions = defineActions([
  {
    id: 'cut.read',
    title: 'Read a Cut Back…',
    group: 'File',
    whyNot: 'The film has no shots yet.',
  },
]);
