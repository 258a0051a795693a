import { defineActions } from './action';

/** What acts on the selection, wherever the pointer is. */
export const editActions = defineActions([
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'Edit',
    keys: ['$mod+KeyZ'],
    whyNot: 'There is nothing to undo.',
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    group: 'Edit',
    keys: ['$mod+Shift+KeyZ', '$mod+KeyY'],
    whyNot: 'There is nothing to redo.',
  },
  {
    id: 'edit.cut',
    title: 'Cut',
    group: 'Edit',
    keys: ['$mod+KeyX'],
    whyNot: 'Select something first.',
  },
  {
    id: 'edit.copy',
    title: 'Copy',
    group: 'Edit',
    keys: ['$mod+KeyC'],
    whyNot: 'Select something first.',
  },
  {
    id: 'edit.paste',
    title: 'Paste',
    group: 'Edit',
    keys: ['$mod+KeyV'],
  },
  {
    id: 'edit.delete',
    title: 'Delete',
    group: 'Edit',
    keys: ['Delete', 'Backspace'],
    whyNot: 'Select something first.',
  },
  {
    id: 'edit.duplicate',
    title: 'Duplicate',
    group: 'Edit',
    keys: ['$mod+KeyD'],
    whyNot: 'Select shots, boards or layers first.',
  },
  {
    id: 'edit.selectAllShots',
    title: 'Select All Shots',
    group: 'Edit',
    keys: ['$mod+KeyA'],
  },
  {
    id: 'edit.selectNone',
    title: 'Select Nothing',
    group: 'Edit',
    keys: ['$mod+Shift+KeyA', 'Escape'],
    whyNot: 'Nothing is selected.',
  },
  {
    id: 'shot.add',
    title: 'New Shot',
    group: 'Shot',
    keys: ['KeyN'],
  },
  {
    id: 'scene.showDetails',
    title: 'Scene Details…',
    group: 'Shot',
    keys: ['$mod+Alt+KeyE'],
  },
  {
    id: 'scene.add',
    title: 'New Scene',
    group: 'Shot',
    keys: ['$mod+Shift+KeyN'],
  },
]);
