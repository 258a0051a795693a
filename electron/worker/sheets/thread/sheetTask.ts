import type { PageItem } from '../../../../shared/sheets/pageItems.ts';

/* What the thread that writes a storyboard is asked and answers. Plain data: it crosses by structured clone. */

export interface SheetSpec {
  readonly title: string;
  /** Where it is written; what is there is replaced. */
  readonly target: string;
}

export interface WrittenPage {
  /** pt */
  readonly width: number;
  readonly height: number;
  /** In the order they are drawn. `paths`: files of the pictures by panel; null = there is none to show. */
  readonly items: readonly PageItem[];
  readonly paths: ReadonlyMap<number, string | null>;
  /** Scenes that begin on this page, for the list of contents. */
  readonly bookmarks: readonly string[];
}

export type ToSheetThread = { readonly type: 'page'; readonly page: WrittenPage } | { readonly type: 'end' };

export type SheetReply =
  /** The page is on its way to the disk: the next may come. */
  | { readonly type: 'written' }
  /** The file is whole and durable. `strangeLetters`: what the paper's fonts do not have, each once. */
  | { readonly type: 'done'; readonly strangeLetters: string }
  | { readonly type: 'failed'; readonly message: string; readonly errno: string | null };
