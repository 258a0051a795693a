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
  },
  {
    id: 'generate.selectedFull',
    title: 'Generate Selected Shots',
    group: 'Generate',
    keys: ['$mod+Shift+KeyG'],
  },
  {
    id: 'generate.selectedDraft',
    title: 'Generate Drafts of Selected Shots',
    group: 'Generate',
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
  },
  {
    id: 'take.compare',
    title: 'Compare Takes…',
    group: 'Generate',
    keys: ['Alt+KeyC'],
  },
  {
    id: 'take.showDetails',
    title: 'Details of the Shown Take…',
    group: 'Generate',
    keys: ['Alt+KeyI'],
  },
  {
    id: 'take.useSettings',
    title: 'Use Settings of the Shown Take Again…',
    group: 'Generate',
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
  },
  {
    id: 'jobs.clearEnded',
    title: 'Clear Ended Jobs',
    group: 'Generate',
  },
]);
