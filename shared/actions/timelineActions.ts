import { defineActions } from './action';

/** The timeline. */
export const timelineActions = defineActions([
  {
    id: 'timeline.splitAtPlayhead',
    title: 'Split at Playhead',
    group: 'Timeline',
    keys: ['$mod+KeyB'],
  },
  {
    id: 'timeline.trimHeadToPlayhead',
    title: 'Trim Start to Playhead',
    group: 'Timeline',
    keys: ['KeyQ'],
  },
  {
    id: 'timeline.trimTailToPlayhead',
    title: 'Trim End to Playhead',
    group: 'Timeline',
    keys: ['KeyW'],
  },
  {
    id: 'timeline.selectAtPlayhead',
    title: 'Select Shot at Playhead',
    group: 'Timeline',
    keys: ['KeyD'],
  },
  {
    id: 'marker.add',
    title: 'Add Marker at Playhead',
    group: 'Timeline',
    keys: ['KeyM'],
  },
  {
    id: 'marker.goNext',
    title: 'Next Marker',
    group: 'Timeline',
    keys: ['Shift+PageDown'],
  },
  {
    id: 'marker.goPrevious',
    title: 'Previous Marker',
    group: 'Timeline',
    keys: ['Shift+PageUp'],
  },
  {
    id: 'timeline.toggleSnapping',
    title: 'Snapping',
    group: 'Timeline',
    keys: ['KeyS'],
  },
  {
    id: 'timeline.zoomIn',
    title: 'Zoom In on the Timeline',
    group: 'View',
    keys: ['Equal', 'Shift+Equal', 'NumpadAdd'],
  },
  {
    id: 'timeline.zoomOut',
    title: 'Zoom Out of the Timeline',
    group: 'View',
    keys: ['Minus', 'NumpadSubtract'],
  },
  {
    id: 'timeline.fit',
    title: 'Show the Whole Film',
    group: 'View',
    keys: ['Backslash', 'Shift+KeyZ'],
  },
  {
    id: 'timeline.fitSelection',
    title: 'Zoom to Selection',
    group: 'View',
    keys: ['Shift+Backslash'],
  },
  {
    id: 'timeline.revealPlayhead',
    title: 'Show the Playhead',
    group: 'View',
  },
  {
    id: 'timeline.showClipGroups',
    title: 'Show or Hide Clip Groups',
    group: 'View',
  },
  {
    id: 'clips.split',
    title: 'Split Clip before Shot',
    group: 'Timeline',
  },
  {
    id: 'clips.joinNext',
    title: 'Join Clip with Next',
    group: 'Timeline',
  },
  {
    id: 'clips.packAutomatically',
    title: 'Pack Clips Automatically',
    group: 'Timeline',
  },
  {
    id: 'clips.generate',
    title: 'Generate This Clip…',
    group: 'Timeline',
  },
  {
    id: 'take.nudgeCutEarlier',
    title: 'Cut in Clip One Frame Earlier',
    group: 'Timeline',
    keys: ['Alt+Comma'],
  },
  {
    id: 'take.nudgeCutLater',
    title: 'Cut in Clip One Frame Later',
    group: 'Timeline',
    keys: ['Alt+Period'],
  },
  {
    id: 'sound.addTrack',
    title: 'New Sound Track',
    group: 'Timeline',
  },
  {
    id: 'sound.raiseGain',
    title: 'Sound Louder by 1 dB',
    group: 'Timeline',
    keys: ['BracketRight'],
  },
  {
    id: 'sound.lowerGain',
    title: 'Sound Softer by 1 dB',
    group: 'Timeline',
    keys: ['BracketLeft'],
  },
]);
