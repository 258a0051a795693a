import { defineActions } from './action';

/** From words to shots. */
export const scriptActions = defineActions([
  {
    id: 'dialogue.speakSelected',
    title: 'Speak Dialogue of the Selected Shots',
    group: 'Shot',
  },
  {
    id: 'dialogue.speakAll',
    title: 'Speak All Dialogue',
    group: 'Shot',
  },
  {
    id: 'scene.planShots',
    title: 'Plan Shots from Text…',
    group: 'Shot',
    keys: ['$mod+Shift+KeyP'],
  },
]);
