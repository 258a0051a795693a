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
    whyNot: 'Select shots with dialogue first.',
  },
  {
    id: 'dialogue.speakScene',
    title: 'Speak Dialogue of This Scene',
    group: 'Shot',
    whyNot: 'The scene has no dialogue yet.',
  },
  {
    id: 'dialogue.speakStale',
    title: 'Speak Changed and New Dialogue',
    group: 'Shot',
    whyNot: 'No line has changed or is new.',
  },
  {
    id: 'dialogue.speakAll',
    title: 'Speak All Dialogue',
    group: 'Shot',
    whyNot: 'The film has no dialogue yet.',
  },
  {
    id: 'dialogue.recordLine',
    title: 'Record Line…',
    group: 'Shot',
    keys: ['$mod+Shift+KeyR'],
    whyNot: 'The shot has no dialogue yet.',
  },
  {
    id: 'scene.planShots',
    title: 'Plan Shots from Text…',
    group: 'Shot',
    keys: ['$mod+Shift+KeyP'],
  },
]);
