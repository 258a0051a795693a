import { fragmentFormat, maxFragmentLength } from '@shared/clipboard/fragment';
import type { PastePlace } from '@shared/clipboard/pasteFragment';
import { shotLinesOf } from '@shared/clipboard/summary';
import { isSoundFile } from '@shared/media/fileEndings';
import type { ImportTarget } from '@shared/rpc/table';
import { looksLikeScript } from '@shared/script/looksLikeScript';
import { openScriptText } from '../script/openScript';
import { runAction } from '../state/actions';
import { call, isOnDisk } from '../state/bridge';
import { currentBoard } from '../state/currentBoard';
import { currentDocument, kindOfId } from '../state/documentStore';
import { importAndReport, reportImport } from '../state/importReport';
import { raiseError, raiseNotice } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { currentShotId, selectedOf, sessionStore } from '../state/sessionStore';
import { showCommitted } from '../state/showCommitted';

type Place = Partial<PastePlace>;

/** Lines of a text that become shots without asking. */
const maxTextLines = 1_000;

/** Behind the selection, into the shot under the playhead, at the playhead: whatever the things on the clipboard are. */
function presentPlace(): Place {
  const document = currentDocument();
  const selected = new Set<string>(selectedOf('shot'));
  const last = document
    .list('scene')
    .flatMap(({ id }) => document.childrenOf('shot', id))
    .findLast(({ id }) => selected.has(id));
  const current = currentShotId();
  const anchor = last ?? (current ? document.get('shot', current) : undefined);
  const [boardId] = selectedOf('board');
  const chosenBoard = boardId && document.get('board', boardId);
  const board = currentBoard();
  const shotId = chosenBoard?.shotId ?? board?.entry.shot.id;
  return {
    ...(anchor ? { afterShotId: anchor.id, sceneId: anchor.sceneId } : {}),
    ...(shotId ? { shotId } : {}),
    boardId: chosenBoard?.id ?? board?.board.board?.id ?? null,
    frame: sessionStore.getState().playhead,
  };
}

/** In a shot that was pointed at it is no board in particular. */
const placeWith = (over: Place | null): Place => ({
  ...presentPlace(),
  ...(over?.shotId ? { boardId: null } : {}),
  ...over,
});

/**
 * Pastes what is on the clipboard, as far as it is anything for the film.
 * @param over where it goes instead of where the selection and the playhead are
 * @returns false when there is nothing to be made of it here: then it is anybody's
 */
export function pasteFrom(data: DataTransfer, over: Place | null): boolean {
  const text = data.getData(fragmentFormat);
  if (text !== '') {
    void pasteFragment(text, placeWith(over));
    return true;
  }
  const files = [...data.files];
  const words = data.getData('text/plain');
  // Word processors put a picture of the words beside them.
  if (looksLikeScript(words) && !files.some(isOnDisk)) {
    void openScriptText(words);
    return true;
  }
  if (files.length > 0) {
    pasteFiles(files, placeWith(over));
    return true;
  }
  return pasteText(words, placeWith(over));
}

/** For parts with a paste of their own: takes a fragment before they take its words. @returns whether it was one */
export function pasteFragmentFrom(data: DataTransfer): boolean {
  const text = data.getData(fragmentFormat);
  if (text === '') return false;
  void pasteFragment(text, presentPlace());
  return true;
}

async function pasteFragment(text: string, place: Place): Promise<void> {
  if (text.length > maxFragmentLength) {
    raiseNotice({ tone: 'warning', message: 'What is on the clipboard is too much to paste at once.' });
    return;
  }
  try {
    const selection = [...sessionStore.getState().selection];
    const { committed, missing } = await call('clipboard.paste', { text, place, selection });
    showCommitted(committed);
    if (committed.selection?.some((id) => kindOfId(id) === 'element'))
      sessionStore.setState({ leftTab: 'elements' });
    if (missing.length > 0) tellMissing(missing);
  } catch (error) {
    raiseError(error);
  }
}

function tellMissing(names: readonly string[]): void {
  const [first] = names;
  raiseNotice({
    tone: 'warning',
    message:
      names.length === 1
        ? `"${first}" could not be brought along: the project it was copied from is not there, or the file is not. It is shown as missing.`
        : `${names.length} media could not be brought along: the project they were copied from is not there, or the files are not. They are shown as missing.`,
    action: { label: 'Find…', run: () => runAction('media.findMissing') },
  });
}

function pasteFiles(files: readonly File[], place: Place): void {
  const onDisk = files.filter(isOnDisk);
  if (onDisk.length > 0) {
    void importAndReport(onDisk, targetFor(onDisk, place));
    return;
  }
  const picture = files.find(({ type }) => type.startsWith('image/'));
  if (!picture) {
    raiseNotice({
      tone: 'info',
      message: 'What is on the clipboard is neither a picture nor a file of this machine.',
    });
    return;
  }
  const target = targetFor([picture], place);
  void picture
    .arrayBuffer()
    .then((buffer) => call('clipboard.pastePicture', { bytes: new Uint8Array(buffer), target }))
    .then(reportImport)
    .catch(raiseError);
}

/** On the stage they are layers, elsewhere shots; sounds go onto the timeline. */
function targetFor(files: readonly File[], place: Place): ImportTarget {
  if (files.every(isSoundFile))
    return { as: 'sound', trackId: place.trackId ?? null, startFrame: place.frame ?? 0 };
  const { workspace } = sessionStore.getState();
  if (workspace === 'stage' && place.shotId)
    return { as: 'layers', shotId: place.shotId, boardId: place.boardId ?? null };
  const document = currentDocument();
  const anchor = place.afterShotId === undefined ? undefined : document.get('shot', place.afterShotId);
  if (!anchor) return { as: 'shots', sceneId: place.sceneId ?? null, index: null };
  const siblings = document.childrenOf('shot', anchor.sceneId);
  return { as: 'shots', sceneId: anchor.sceneId, index: siblings.indexOf(anchor) + 1 };
}

/** On the contact sheet each line becomes a shot; the shot list has tables, and elsewhere words are nothing. */
function pasteText(text: string, { sceneId, afterShotId }: Place): boolean {
  const { workspace, boardsLayout } = sessionStore.getState();
  const lines = shotLinesOf(text);
  if (workspace !== 'boards' || boardsLayout !== 'sheet' || lines.length === 0) return false;
  if (lines.length > maxTextLines) {
    raiseNotice({
      tone: 'warning',
      message: `${lines.length.toLocaleString('en-US')} lines are too many to make shots of at once.`,
    });
    return true;
  }
  void runCommand('shot.addFromText', {
    lines,
    ...(sceneId === undefined ? {} : { sceneId }),
    ...(afterShotId === undefined ? {} : { afterShotId }),
  });
  return true;
}
