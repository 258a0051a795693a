import type { Icon } from './icons';

/** A menu as data: the same list serves a menu, a context menu and a submenu. */
export type MenuEntry =
  | {
      readonly id: string;
      readonly label: string;
      /** Beside it: what a short label stands for. */
      readonly detail?: string | undefined;
      readonly icon?: Icon | undefined;
      readonly keys?: string | undefined;
      readonly isDisabled?: boolean | undefined;
      /** Why it is disabled: said where the pointer rests on it. */
      readonly hint?: string | undefined;
      /** true or false: an entry that can be ticked. */
      readonly isChecked?: boolean | undefined;
      readonly isDanger?: boolean | undefined;
      readonly run: () => void;
    }
  | {
      readonly id: string;
      readonly label: string;
      readonly icon?: Icon | undefined;
      readonly isDanger?: boolean | undefined;
      readonly entries: readonly MenuEntry[];
    }
  | { readonly id: string; readonly heading: string }
  | { readonly id: string; readonly separator: true };
