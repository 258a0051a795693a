import { defineActions } from './action';

/** Generation and the queue. */
export const jobActions = defineActions([
  {
    id: 'generate.shots',
    title: 'Generate Clips…',
    group: 'Generate',
    keys: ['$mod+KeyG'],
  },
  {
    id: 'generate.selectedForm',
    title: 'Generate Clips of Selected Shots…',
    group: 'Generate',
    whyNot: 'Select shots first.',
  },
  {
    id: 'generate.selectedFull',
    title: 'Generate Selected Shots',
    group: 'Generate',
    keys: ['$mod+Shift+KeyG'],
    whyNot: 'Select shots first.',
  },
  {
    id: 'generate.selectedDraft',
    title: 'Generate Drafts of Selected Shots',
    group: 'Generate',
    whyNot: 'Select shots first.',
  },
  {
    id: 'generate.stillAtPlayhead',
    title: 'Make a Still of the Frame at the Playhead',
    group: 'Generate',
  },
  {
    id: 'shot.rerollWithNeighbours',
    title: 'Re-roll with Neighbours’ Frames…',
    group: 'Generate',
    whyNot: 'Select one shot that stands beside another with a picture.',
  },
  {
    id: 'generate.outdated',
    title: 'Generate What Is New or Stale…',
    group: 'Generate',
  },
  {
    id: 'generate.stale',
    title: 'Regenerate Stale…',
    group: 'Generate',
    whyNot: 'No take is stale.',
  },
  {
    id: 'take.compare',
    title: 'Compare Takes…',
    group: 'Generate',
    keys: ['Alt+KeyC'],
    whyNot: 'The shot needs two takes.',
  },
  {
    id: 'take.showDetails',
    title: 'Details of the Shown Take…',
    group: 'Generate',
    keys: ['Alt+KeyI'],
    whyNot: 'The shot shows no take.',
  },
  {
    id: 'take.useSettings',
    title: 'Use Settings of the Shown Take Again…',
    group: 'Generate',
    whyNot: 'The shot shows no take whose settings are known.',
  },
  {
    id: 'jobs.showList',
    title: 'Show or Hide Jobs',
    group: 'View',
    keys: ['$mod+KeyJ'],
  },
  {
    id: 'jobs.showApproval',
    title: 'Approve Paid Jobs',
    group: 'Generate',
  },
  {
    id: 'jobs.showSpending',
    title: 'Spending and Caps',
    group: 'Generate',
  },
  {
    id: 'jobs.togglePause',
    title: 'Pause or Go On with All Jobs',
    group: 'Generate',
  },
  {
    id: 'jobs.toggleNotifications',
    title: 'Notify in the Background, On or Off',
    group: 'Generate',
  },
  {
    id: 'jobs.cancelAll',
    title: 'Cancel All Jobs',
    group: 'Generate',
    whyNot: 'No job is under way.',
  },
  {
    id: 'jobs.clearEnded',
    title: 'Clear Ended Jobs',
    group: 'Generate',
    whyNot: 'No job has ended.',
  },
]);
