import { createStore } from 'zustand/vanilla';

/** Whether the contact sheet is being scrolled: nobody types into cards that fly past. */
export const boardsScrolling = createStore<{ readonly isScrolling: boolean }>()(() => ({
  isScrolling: false,
}));
