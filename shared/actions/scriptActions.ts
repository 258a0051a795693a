import { defineActions } from './action';

/** From words to shots. */
export const scriptActions = defineActions([
  {
    id: 'script.import',
    title: 'Import Script…',
    group: 'File',
  },
  {
    id: 'dialogue.speakSelected',
    title: 'Speak Dialogue of the Selected Shots',
    group: 'Shot',
  },
  {
    id: 'dialogue.speakScene',
    title: 'Speak Dialogue of This Scene',
    group: 'Shot',
  },
  {
    id: 'dialogue.speakStale',
    title: 'Speak Changed and New Dialogue',
    group: 'Shot',
  },
  {
    id: 'dialogue.speakAll',
    title: 'Speak All Dialogue',
    group: 'Shot',
  },
  {
    id: 'dialogue.recordLine',
    title: 'Record Line…',
    group: 'Shot',
    keys: ['$mod+Shift+KeyR'],
  },
  {
    id: 'scene.planShots',
    title: 'Plan Shots from Text…',
    group: 'Shot',
    keys: ['$mod+Shift+KeyP'],
  },
]);
