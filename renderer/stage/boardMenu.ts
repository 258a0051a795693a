import type { BoardId } from '@shared/document/ids';
import type { SequenceShot } from '@shared/shots/sequence';
import { copyEntries, pasteEntry } from '../clipboard/clipboardMenu';
import { addBoard, deleteBoards } from '../state/boardActions';
import { currentDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { select, sessionStore } from '../state/sessionStore';
import { CopyPlus, Plus, Scissors, Trash2 } from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';

/** The menu of a board in the strip below the stage. */
export function boardMenu(event: MouseEvent, { shot }: SequenceShot): readonly MenuEntry[] {
  const target = event.target instanceof Element ? event.target : null;
  const boardId = target?.closest<HTMLElement>('[data-board]')?.dataset['board'] as BoardId | undefined;
  if (boardId) select([boardId]);
  const isOnly = currentDocument().childrenOf('board', shot.id).length < 2;
  return [
    { id: 'add', label: 'New Board', icon: Plus, keys: 'Shift+KeyN', run: () => addBoard('blank') },
    {
      id: 'duplicate',
      label: 'Duplicate Board',
      icon: CopyPlus,
      keys: 'Alt+KeyN',
      run: () => addBoard('copy'),
    },
    ...(boardId ? copyEntries({ kind: 'board', ids: [boardId] }) : []),
    pasteEntry(),
    {
      id: 'words',
      label: 'Name and Words…',
      isDisabled: boardId === undefined,
      run: () => sessionStore.setState({ inspectorTab: 'shot' }),
    },
    {
      id: 'split',
      label: 'Split Boards into Shots',
      icon: Scissors,
      isDisabled: isOnly,
      run: () => void runCommand('board.splitIntoShots', { shotId: shot.id }),
    },
    { id: 'line', separator: true },
    {
      id: 'delete',
      label: 'Delete Board',
      icon: Trash2,
      keys: 'Delete',
      isDanger: true,
      isDisabled: isOnly || boardId === undefined,
      run: () => boardId && deleteBoards([boardId]),
    },
  ];
}
