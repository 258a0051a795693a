import { defineActions } from './action';

/** The drawn panels of a shot. */
export const boardActions = defineActions([
  {
    id: 'board.add',
    title: 'New Board',
    group: 'Shot',
    keys: ['Shift+KeyN'],
  },
  {
    id: 'board.duplicate',
    title: 'Duplicate Board',
    group: 'Shot',
    keys: ['Alt+KeyN'],
  },
  {
    id: 'board.delete',
    title: 'Delete Board',
    group: 'Shot',
    whyNot: 'The shot has only one board.',
  },
  {
    id: 'board.goNext',
    title: 'Next Board',
    group: 'Shot',
    keys: ['PageDown'],
    whyNot: 'On the Stage only: here the keys scroll.',
  },
  {
    id: 'board.goPrevious',
    title: 'Previous Board',
    group: 'Shot',
    keys: ['PageUp'],
    whyNot: 'On the Stage only: here the keys scroll.',
  },
  {
    id: 'board.splitIntoShots',
    title: 'Split Boards into Shots',
    group: 'Shot',
    whyNot: 'The shot has only one board.',
  },
  {
    id: 'shot.combine',
    title: 'Combine Shots into One',
    group: 'Shot',
    keys: ['$mod+Alt+KeyJ'],
    whyNot: 'Select two shots or more first.',
  },
]);
