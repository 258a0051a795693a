import type { Weight } from './measureText';

/*
 * A page as what lies on it: pt from its top left corner, y down, in the order it is drawn. Plain data, drawn alike by
 * the PDF writer and the preview in the window.
 */

export interface PageText {
  readonly type: 'text';
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: Weight;
  readonly colour: string;
  readonly width: number;
}

export interface PageBox {
  readonly type: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string | null;
  readonly stroke: string | null;
}

export interface PageLine {
  readonly type: 'line';
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly isClosed: boolean;
  readonly colour: string;
  readonly width: number;
  readonly isDashed: boolean;
  /** Filled with its colour instead of drawn along. */
  readonly isFilled: boolean;
}

export interface PagePicture {
  readonly type: 'picture';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Place of its panel in SheetContent. */
  readonly panel: number;
}

export type PageItem = PageText | PageBox | PageLine | PagePicture;

export const ink = {
  text: '#161616',
  dim: '#666666',
  rule: '#c4c4c4',
  band: '#ececec',
  move: '#e0701a',
} as const;
