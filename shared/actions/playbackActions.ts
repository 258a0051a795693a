import { defineActions } from './action';

/** Playing the film. */
export const playbackActions = defineActions([
  {
    id: 'playback.toggle',
    title: 'Play or Stop',
    group: 'Playback',
    keys: ['Space'],
  },
  {
    id: 'playback.forward',
    title: 'Play, Again for Faster',
    group: 'Playback',
    keys: ['KeyL'],
  },
  {
    id: 'playback.backward',
    title: 'Play Backwards, Again for Faster',
    group: 'Playback',
    keys: ['KeyJ'],
  },
  {
    id: 'playback.stop',
    title: 'Stop',
    group: 'Playback',
    keys: ['KeyK'],
  },
  {
    id: 'playback.selection',
    title: 'Play Selected Shots',
    group: 'Playback',
    keys: ['Shift+Space'],
    whyNot: 'Select shots first.',
  },
  {
    id: 'playback.around',
    title: 'Play Around the Playhead',
    group: 'Playback',
    keys: ['Shift+KeyK'],
  },
  {
    id: 'playback.toggleLoop',
    title: 'Loop',
    group: 'Playback',
    keys: ['$mod+KeyL'],
  },
  {
    id: 'playback.toggleSound',
    title: 'Sound On or Off',
    group: 'Playback',
    keys: ['Shift+KeyM'],
  },
  {
    id: 'playback.goToStart',
    title: 'Go to the Start',
    group: 'Playback',
    keys: ['Home'],
  },
  {
    id: 'playback.goToEnd',
    title: 'Go to the End',
    group: 'Playback',
    keys: ['End'],
  },
  {
    id: 'playback.previousCut',
    title: 'Previous Shot',
    group: 'Playback',
    keys: ['ArrowUp'],
  },
  {
    id: 'playback.nextCut',
    title: 'Next Shot',
    group: 'Playback',
    keys: ['ArrowDown'],
  },
  {
    id: 'playback.previousFrame',
    title: 'Back One Frame',
    group: 'Playback',
    keys: ['ArrowLeft'],
  },
  {
    id: 'playback.nextFrame',
    title: 'On One Frame',
    group: 'Playback',
    keys: ['ArrowRight'],
  },
  {
    id: 'playback.backOneSecond',
    title: 'Back One Second',
    group: 'Playback',
    keys: ['Shift+ArrowLeft'],
  },
  {
    id: 'playback.onOneSecond',
    title: 'On One Second',
    group: 'Playback',
    keys: ['Shift+ArrowRight'],
  },
]);
