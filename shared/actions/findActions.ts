import { defineActions } from './action';

/** Looking for words. */
export const findActions = defineActions([
  { id: 'find.inProject', title: 'Find in Project…', group: 'Edit', keys: ['$mod+KeyF'] },
  { id: 'find.replace', title: 'Find and Replace…', group: 'Edit', keys: ['$mod+Alt+KeyF'] },
]);
