import { open, readFile } from 'node:fs/promises';
import type { DocumentView } from '@shared/document/document';
import type { SheetContent } from '@shared/sheets/content';
import type { SheetSettings } from '@shared/sheets/settings';
import { webPageEnd, webPageStart, webPanel } from '@shared/sheets/webPage';
import { fileErrorOf } from '../jobs/fileError';
import type { FilmTarget } from '../jobs/filmTarget';
import { cancelledError } from '../jobs/renderHost';
import type { PanelPainter } from './panelPainter';

export interface WebPageJob {
  readonly document: DocumentView;
  readonly settings: SheetSettings;
  readonly target: FilmTarget;
  readonly signal: AbortSignal;
}

/**
 * Writes a storyboard as one page with its pictures in it, panel after panel, into the target's temporary file.
 * @returns '' : a browser has letters of its own
 * @throws CodedError `cancelled`, `diskFull`, `readOnly`; what painting throws
 */
export async function writeWebPage(
  { document, settings, target, signal }: WebPageJob,
  content: SheetContent,
  painted: PanelPainter,
): Promise<string> {
  const onDisk = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw fileErrorOf(error, target.path);
    }
  };
  const file = await onDisk(open(target.temporaryPath, 'wx'));
  try {
    await onDisk(file.writeFile(webPageStart(content, settings, document.project().languages[0] ?? 'en')));
    for (const index of content.panels.keys()) {
      if (signal.aborted) throw cancelledError();
      const { path, marks } = await painted.get(index);
      const bytes = path === null ? null : await readFile(path);
      const source = bytes && `data:image/jpeg;base64,${bytes.toString('base64')}`;
      await onDisk(file.writeFile(webPanel(content, index, settings, { source, marks })));
    }
    await onDisk(file.writeFile(webPageEnd(content)));
    await onDisk(file.sync());
  } finally {
    await file.close();
  }
  return '';
}
