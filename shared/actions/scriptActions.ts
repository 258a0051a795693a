import { defineActions } from './action';

/** From words to shots. */
export const scriptActions = defineActions([
  {
    id: 'scene.planShots',
    title: 'Plan Shots from Text…',
    group: 'Shot',
    keys: ['$mod+Shift+KeyP'],
  },
]);
