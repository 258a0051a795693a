import { markItems, pageItems, type SheetPlan } from '@shared/sheets/layoutSheets';
import type { PageItem, PagePicture } from '@shared/sheets/pageItems';
import { type PanelPicture, panelPicture } from '@shared/sheets/panelPicture';
import { pageSize } from '@shared/sheets/settings';
import { useEffect, useMemo, useRef } from 'react';
import { currentPictures } from '../../picture/pictures';
import { currentDocument } from '../../state/documentStore';
import { drawPage, loadLetters } from './drawPage';
import styles from './Storyboard.module.css';

interface Shown {
  readonly items: readonly PageItem[];
  readonly pictures: ReadonlyMap<number, PanelPicture>;
}

/** A page with its pictures and what is drawn over them. */
function shownPage(plan: SheetPlan, page: number): Shown {
  const { content, settings } = plan;
  const pictures = new Map<number, PanelPicture>();
  const items = pageItems(plan, page).flatMap((item): PageItem[] => {
    if (item.type !== 'picture') return [item];
    const panel = content.panels[item.panel];
    const shot = panel && currentDocument().get('shot', panel.shotId);
    if (!panel || !shot) return [item];
    const picture = panelPicture(currentDocument(), shot, panel, settings);
    pictures.set(item.panel, picture);
    return picture.marks ? [item, ...markItems(item, picture.marks)] : [item];
  });
  return { items, pictures };
}

export interface SheetPreviewProps {
  readonly plan: SheetPlan;
  /** From 0. */
  readonly page: number;
  /** CSS px that it may take. */
  readonly room: { readonly width: number; readonly height: number };
}

/** One page as it will be printed. */
export function SheetPreview({ plan, page, room }: SheetPreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = pageSize(plan.settings);
  const scale = Math.min(room.width / size.width, room.height / size.height);
  const shown = useMemo(() => shownPage(plan, page), [plan, page]);
  const { width, height } = size;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const pixels = scale * window.devicePixelRatio;
    const imageOf = (item: PagePicture): CanvasImageSource | null => {
      const picture = shown.pictures.get(item.panel)?.picture;
      if (!picture) return null;
      const wanted = { width: Math.ceil(item.width * pixels), height: Math.ceil(item.height * pixels) };
      return currentPictures()?.thumbnails.get(picture, wanted) ?? null;
    };
    const paint = (): void => {
      element.width = Math.round(width * pixels);
      element.height = Math.round(height * pixels);
      context.scale(pixels, pixels);
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, width, height);
      drawPage(context, shown.items, imageOf);
    };
    let isShown = true;
    paint();
    void loadLetters(shown.items).then(() => {
      if (!isShown) return;
      paint();
      element.dataset.ready = 'true';
    });
    const stop = currentPictures()?.thumbnails.subscribe(paint);
    return () => {
      isShown = false;
      delete element.dataset.ready;
      stop?.();
    };
  }, [shown, scale, width, height]);
  return (
    <canvas
      ref={canvas}
      className={styles.page}
      style={{ width: Math.round(width * scale), height: Math.round(height * scale) }}
      role="img"
      aria-label={`Page ${page + 1} as it will be printed`}
    />
  );
}
