import { defineActions } from './action';

/** What acts on the selection, wherever the pointer is. */
export const editActions = defineActions([
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'Edit',
    keys: ['$mod+KeyZ'],
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    group: 'Edit',
    keys: ['$mod+Shift+KeyZ', '$mod+KeyY'],
  },
  {
    id: 'edit.cut',
    title: 'Cut',
    group: 'Edit',
    keys: ['$mod+KeyX'],
  },
  {
    id: 'edit.copy',
    title: 'Copy',
    group: 'Edit',
    keys: ['$mod+KeyC'],
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
  },
  {
    id: 'edit.duplicate',
    title: 'Duplicate',
    group: 'Edit',
    keys: ['$mod+KeyD'],
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
