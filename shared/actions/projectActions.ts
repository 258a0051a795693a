import { defineActions } from './action';

/** How the project is set up. */
export const projectActions = defineActions([
  {
    id: 'project.showSettings',
    title: 'Project Settings…',
    group: 'File',
    keys: ['$mod+Comma'],
  },
  {
    id: 'project.showLook',
    title: 'Look of the Film…',
    group: 'Generate',
  },
  {
    id: 'project.showNumbering',
    title: 'Numbering…',
    group: 'Shot',
  },
  {
    id: 'project.lockNumbers',
    title: 'Lock Numbers',
    group: 'Shot',
    whyNot: 'The numbers are locked already.',
  },
  {
    id: 'project.unlockNumbers',
    title: 'Unlock Numbers',
    group: 'Shot',
    whyNot: 'The numbers are not locked.',
  },
  {
    id: 'project.showCustomFields',
    title: 'Custom Fields…',
    group: 'Shot',
  },
  {
    id: 'shot.restore',
    title: 'Restore Omitted Shots',
    group: 'Shot',
    whyNot: 'Select omitted shots first.',
  },
  {
    id: 'shot.copyNames',
    title: 'Copy File Names of Shots',
    group: 'Shot',
    whyNot: 'The film has no shots yet.',
  },
]);
