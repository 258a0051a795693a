import type { ShotId } from '@shared/document/ids';
import { counted } from '@shared/generation/problemWords';
import type { CutSettings } from '@shared/interchange/cutSettings';
import type { ListOrder } from '@shared/lists/listOrder';
import type { SheetSettings } from '@shared/sheets/settings';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ActionImplementation } from '../state/actions';
import { call } from '../state/bridge';
import { currentSequence, documentStore, isWritable } from '../state/documentStore';
import { raiseError, raiseNotice } from '../state/notices';
import { withProject } from '../state/projectScope';
import { queued } from '../state/queued';
import { settingsStore } from '../state/settingsStore';

export type HandOverDialog = 'sheets' | 'pictures' | 'cut' | 'shotList' | 'subtitles';

/** Session scope, not saved. */
const handOverStore = createStore<{ readonly dialog: HandOverDialog | null }>()(() => ({ dialog: null }));

export const useHandOverDialog = (): HandOverDialog | null => useStore(handOverStore, ({ dialog }) => dialog);
export const closeHandOver = (): void => handOverStore.setState({ dialog: null });
withProject(closeHandOver);

const hasShots = (): boolean => documentStore.getState().isLoaded && currentSequence().shots.length > 0;
/** What is a job of the project cannot be asked for in one that is only looked at. */
const canQueue = (): boolean => hasShots() && isWritable();
const show = (dialog: HandOverDialog) => (): void => handOverStore.setState({ dialog });
const showSheets = (format: SheetSettings['format']) => (): void => {
  settingsStore.setState(({ sheets }) => ({ sheets: { ...sheets, format } }));
  show('sheets')();
};

export const handOverActions: readonly ActionImplementation[] = [
  { id: 'sheets.export', isEnabled: canQueue, run: showSheets('pdf') },
  { id: 'sheets.exportWebPage', isEnabled: canQueue, run: showSheets('html') },
  { id: 'pictures.export', isEnabled: canQueue, run: show('pictures') },
  { id: 'cut.export', isEnabled: canQueue, run: show('cut') },
  { id: 'lists.exportShotList', isEnabled: hasShots, run: show('shotList') },
  { id: 'lists.exportSubtitles', isEnabled: hasShots, run: show('subtitles') },
];

/** Asks where to and queues the storyboard. @returns as queued */
export const exportSheets = (shotIds: readonly ShotId[] | null, settings: SheetSettings): Promise<boolean> =>
  queued(call('jobs.exportSheetsDialog', { shotIds: shotIds && [...shotIds], settings }));

/** Asks where to and queues the timeline. @returns as queued */
export const exportCut = (shotIds: readonly ShotId[] | null, settings: CutSettings): Promise<boolean> =>
  queued(call('jobs.exportCutDialog', { shotIds: shotIds && [...shotIds], settings }));

/** Asks where to and writes a list. @returns whether it is written; false also when the person closed the dialog */
export async function exportList(order: ListOrder): Promise<boolean> {
  try {
    const written = await call('lists.saveDialog', order);
    if (!written) return false;
    const { fileName, count, untimed } = written;
    const what = order.format === 'csv' ? 'shot' : 'line';
    const left = untimed === 1 ? '1 line has' : `${untimed} lines have`;
    raiseNotice({
      tone: untimed > 0 ? 'warning' : 'success',
      message: `${fileName} is written: ${counted(count, what)}.`,
      ...(untimed > 0 ? { detail: `${left} no time yet and stay out.` } : {}),
    });
    return true;
  } catch (error) {
    raiseError(error);
    return false;
  }
}
