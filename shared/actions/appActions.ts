import { defineActions } from './action';

/** The window itself: projects, panes, help. */
export const appActions = defineActions([
  {
    id: 'project.new',
    title: 'New Project…',
    group: 'File',
    keys: ['$mod+KeyN'],
  },
  {
    id: 'project.open',
    title: 'Open Project…',
    group: 'File',
    keys: ['$mod+KeyO'],
  },
  {
    id: 'project.openPacked',
    title: 'Open Packed Project…',
    group: 'File',
  },
  {
    id: 'project.openSample',
    title: 'Open the Sample Film',
    group: 'File',
  },
  {
    id: 'media.import',
    title: 'Import Media…',
    group: 'File',
    keys: ['$mod+KeyI'],
  },
  {
    id: 'media.importShots',
    title: 'Import as Shots…',
    group: 'File',
    keys: ['$mod+Shift+KeyI'],
  },
  {
    id: 'project.pack',
    title: 'Pack Project as One File…',
    group: 'File',
  },
  {
    id: 'archive.cancel',
    title: 'Stop Packing or Unpacking',
    group: 'File',
    isOnlyShownWhenPossible: true,
  },
  {
    id: 'person.showName',
    title: 'Your Name on Comments…',
    group: 'File',
  },
  {
    id: 'copy.cancel',
    title: 'Stop Copying the Project',
    group: 'File',
    isOnlyShownWhenPossible: true,
  },
  {
    id: 'project.reveal',
    title: 'Show Project in Its Folder',
    group: 'File',
  },
  {
    id: 'project.close',
    title: 'Close Project',
    group: 'File',
    keys: ['$mod+KeyW'],
  },
  {
    id: 'view.showBoards',
    title: 'Boards Workspace',
    group: 'View',
    keys: ['$mod+Digit1'],
  },
  {
    id: 'view.toggleShotList',
    title: 'Shot List or Contact Sheet',
    group: 'View',
    keys: ['$mod+Shift+KeyL'],
  },
  {
    id: 'view.showStage',
    title: 'Stage Workspace',
    group: 'View',
    keys: ['$mod+Digit2'],
  },
  {
    id: 'view.showReview',
    title: 'Review Workspace',
    group: 'View',
    keys: ['$mod+Digit3'],
  },
  {
    id: 'view.toggleElementsAndMedia',
    title: 'Show or Hide Elements and Media',
    group: 'View',
    keys: ['$mod+Alt+Digit1'],
  },
  {
    id: 'view.toggleInspector',
    title: 'Show or Hide Inspector',
    group: 'View',
    keys: ['$mod+Alt+Digit2'],
  },
  {
    id: 'view.toggleTimeline',
    title: 'Show or Hide Timeline',
    group: 'View',
    keys: ['$mod+Alt+Digit3'],
  },
  {
    id: 'view.openPalette',
    title: 'Search or Run…',
    group: 'View',
    keys: ['$mod+KeyK'],
  },
  {
    id: 'help.showShortcuts',
    title: 'Keyboard Shortcuts',
    group: 'Help',
    keys: ['$mod+Slash'],
  },
  {
    id: 'help.showAbout',
    title: 'About Ekonte',
    group: 'Help',
  },
  {
    id: 'project.check',
    title: 'Check Project',
    group: 'Help',
  },
]);
