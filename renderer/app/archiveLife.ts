import { byteText } from '@shared/media/byteText';
import type { PackedProject, UnpackedProject } from '@shared/rpc/table';
import { type ArchiveProgress, followArchives } from '../state/archiveProgress';
import { call, onEvent } from '../state/bridge';
import { raiseError, raiseNotice } from '../state/notices';
import { CopyPlus, Package, PackageOpen } from '../ui/icons';
import { appStore } from './appStore';
import { openWith, setProblem } from './projectLife';

/*
 * Projects as one file. Packing and unpacking go on beside everything else; a project that was unpacked is opened when it
 * is done, unless somebody works on another one here by then.
 */

/** Edits of the person in this window: whoever has made some meanwhile is not to be taken away from them. */
let edits = 0;

/** Follows the worker and what the system hands over; once, at the start. */
export function startArchives(): void {
  followArchives();
  onEvent('document.changed', ({ source }) => {
    if (source !== 'job') edits += 1;
  });
  onEvent('command.invoked', ({ command }) => {
    if (command === 'project.unpackOffered') void unpackOffered();
  });
  void unpackOffered();
}

/** Asks for a file name and packs the open project; tells what came of it. Never throws. */
export async function packProject(includeLinked: boolean): Promise<void> {
  try {
    const packed = await call('archive.packDialog', { includeLinked });
    if (packed) tellPacked(packed);
  } catch (error) {
    raiseError(error);
  }
}

/** Asks for a packed project and a place, unpacks it and opens it. Never throws. */
export const openPacked = (): Promise<void> => unpackWith(() => call('archive.unpackDialog', null));

/** The same for what was dropped or came from the system. */
const unpackOffered = (): Promise<void> => unpackWith(() => call('archive.unpackOffered', null));

export const archiveIcons = { pack: Package, unpack: PackageOpen, copy: CopyPlus } as const;

/** Calls off what is being made; nothing of it stays. */
export function cancelArchive(kind: ArchiveProgress['kind']): void {
  void call(kind === 'copy' ? 'copy.cancel' : 'archive.cancel', null).catch(raiseError);
}

async function unpackWith(ask: () => Promise<UnpackedProject | null>): Promise<void> {
  const editsBefore = edits;
  try {
    const unpacked = await ask();
    if (!unpacked) return;
    const { screen, opening } = appStore.getState();
    const isBusyElsewhere = opening !== null || (screen === 'project' && edits !== editsBefore);
    if (isBusyElsewhere) tellUnpacked(unpacked, true);
    else {
      await open(unpacked.archiveId);
      if (appStore.getState().screen === 'project') tellUnpacked(unpacked, false);
    }
  } catch (error) {
    if (appStore.getState().screen === 'project') raiseError(error);
    else setProblem(error, { of: 'packed' });
  }
}

const open = (archiveId: number): Promise<boolean> =>
  openWith('archive', () => call('archive.openUnpacked', { archiveId }));

function reveal(archiveId: number) {
  return {
    label: 'Show in Folder',
    run: () => void call('shell.revealArchive', { archiveId }).catch(raiseError),
  };
}

function tellPacked(packed: PackedProject): void {
  const { archiveId, fileName, byteSize, missing, damaged, leftLinked } = packed;
  const losses = [
    ...lossOf(missing, 'has no file', 'have no file'),
    ...lossOf(damaged, 'is damaged', 'are damaged'),
    ...lossOf(
      leftLinked,
      'is missing or changed where it was linked',
      'are missing or changed where they were linked',
    ),
  ];
  raiseNotice({
    tone: losses.length === 0 ? 'success' : 'warning',
    outlivesProject: true,
    message: `${fileName} is packed, ${byteText(byteSize)}.`,
    ...(losses.length === 0 ? {} : { detail: losses.join('\n') }),
    action: reveal(archiveId),
    isLasting: losses.length > 0,
  });
}

function tellUnpacked(unpacked: UnpackedProject, isWaiting: boolean): void {
  const { archiveId, folderName, name, missing, lostSnapshots } = unpacked;
  const losses = [
    ...lossOf(
      missing,
      'was missing or damaged in the packed project',
      'were missing or damaged in the packed project',
    ),
    ...(lostSnapshots === 0 ? [] : [`Versions that were damaged and left out: ${lostSnapshots}.`]),
  ];
  raiseNotice({
    tone: losses.length === 0 ? 'success' : 'warning',
    outlivesProject: true,
    message: isWaiting ? `${name} is unpacked and can be opened.` : `${name} is unpacked as ${folderName}.`,
    ...(losses.length === 0 ? {} : { detail: losses.join('\n') }),
    action: isWaiting ? { label: 'Open', run: () => void open(archiveId) } : reveal(archiveId),
    isLasting: isWaiting || losses.length > 0,
  });
}

/** "cliff.png, sea.mov and 3 more have no file." */
function lossOf(names: readonly string[], one: string, several: string): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 4).join(', ');
  const more = names.length > 4 ? ` and ${names.length - 4} more` : '';
  return [`${shown}${more} ${names.length === 1 ? one : several}.`];
}
