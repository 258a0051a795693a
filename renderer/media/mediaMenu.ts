import type { MediaId } from '@shared/document/ids';
import { selectMediaUsage, totalUses } from '@shared/document/mediaUsage';
import { type Element, elementTypes, type Media } from '@shared/document/records';
import { runAction } from '../state/actions';
import { call } from '../state/bridge';
import { boardForNewLayer } from '../state/currentBoard';
import { currentDocument } from '../state/documentStore';
import { mediaStateStore } from '../state/mediaState';
import { raiseError, raiseNotice } from '../state/notices';
import { runCommand, undo } from '../state/runCommand';
import { currentShotId, select, selectedOf, sessionStore } from '../state/sessionStore';
import {
  AudioLines,
  Box,
  CircleCheck,
  Clapperboard,
  FolderOpen,
  FolderSearch,
  type Icon,
  Layers,
  MapPin,
  Maximize2,
  Palette,
  Pencil,
  Plus,
  Trash2,
  User,
} from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import { mediaPanelStore } from './mediaPanelStore';
import { verifyMedia } from './verifyMedia';

const elementNames: Readonly<Record<Element['type'], readonly [name: string, icon: Icon]>> = {
  character: ['Character', User],
  object: ['Object', Box],
  place: ['Place', MapPin],
  style: ['Style', Palette],
};

/** The menu of the media under the pointer, or of the panel. */
export function mediaMenu(event: MouseEvent): readonly MenuEntry[] {
  const target = event.target instanceof Element ? event.target : null;
  const id = target?.closest<HTMLElement>('[data-media]')?.dataset['media'] as MediaId | undefined;
  if (!id) {
    return [
      {
        id: 'media.import',
        label: 'Import Media…',
        icon: Plus,
        keys: '$mod+KeyI',
        run: () => runAction('media.import'),
      },
    ];
  }
  if (!selectedOf('media').includes(id)) select([id]);
  return entriesFor(selectedOf('media').flatMap((each) => currentDocument().get('media', each) ?? []));
}

function entriesFor(chosen: readonly Media[]): readonly MenuEntry[] {
  const [first] = chosen;
  if (!first) return [];
  const idsOf = (...types: readonly Media['content']['type'][]): MediaId[] =>
    chosen.filter(({ content }) => types.includes(content.type)).map(({ id }) => id);
  const seen = idsOf('image', 'video');
  const pictures = idsOf('image');
  const heard = chosen.filter(
    ({ content }) => content.type !== 'image' && (content.type === 'sound' || content.sound),
  );
  const shotId = currentShotId();
  const uses: MenuEntry[] = [
    {
      id: 'shots',
      label: seen.length > 1 ? `New Shots from ${seen.length} Media` : 'New Shot from It',
      icon: Clapperboard,
      isDisabled: seen.length === 0,
      run: () => void runCommand('shot.addFromMedia', { mediaIds: seen }),
    },
    {
      id: 'layers',
      label: seen.length > 1 ? `Add ${seen.length} Layers to Current Shot` : 'Add as Layer to Current Shot',
      icon: Layers,
      isDisabled: seen.length === 0 || shotId === null,
      run: () =>
        void runCommand('layer.add', { shotId, mediaIds: seen, boardId: shotId && boardForNewLayer(shotId) }),
    },
    {
      id: 'sound',
      label: 'Put Sound at Playhead',
      icon: AudioLines,
      isDisabled: heard.length !== 1,
      run: () =>
        void runCommand('sound.addClip', {
          mediaId: heard[0]?.id,
          startFrame: sessionStore.getState().playhead,
        }),
    },
    {
      id: 'element',
      label: pictures.length > 1 ? `Make ${pictures.length} Elements` : 'Make Element',
      icon: User,
      entries: elementTypes.map((type) => ({
        id: type,
        label: elementNames[type][0],
        icon: elementNames[type][1],
        isDisabled: pictures.length === 0,
        run: () => void runCommand('element.addFromMedia', { type, mediaIds: pictures }),
      })),
    },
  ];
  return [
    {
      id: 'preview',
      label: 'Preview',
      icon: Maximize2,
      keys: 'Space',
      run: () => mediaPanelStore.setState({ previewId: first.id }),
    },
    { id: 'line1', separator: true },
    ...uses,
    { id: 'line2', separator: true },
    {
      id: 'rename',
      label: 'Rename',
      icon: Pencil,
      keys: 'F2',
      isDisabled: chosen.length !== 1,
      run: () => mediaPanelStore.setState({ renamingId: first.id }),
    },
    {
      id: 'reveal',
      label: 'Show in Folder',
      icon: FolderOpen,
      isDisabled: chosen.length !== 1,
      run: () => void call('shell.revealMedia', { mediaId: first.id }).catch(raiseError),
    },
    {
      id: 'locate',
      label: 'Locate File…',
      icon: FolderSearch,
      isDisabled: chosen.every(({ id }) => !mediaStateStore.getState().states.has(id)),
      run: () => runAction('media.findMissing'),
    },
    {
      id: 'verify',
      label: chosen.length > 1 ? `Verify ${chosen.length} Files` : 'Verify File',
      icon: CircleCheck,
      run: () => void verifyMedia(chosen.map(({ id }) => id)),
    },
    { id: 'line3', separator: true },
    {
      id: 'delete',
      label: chosen.length > 1 ? `Delete ${chosen.length} Media` : 'Delete',
      icon: Trash2,
      keys: 'Delete',
      isDanger: true,
      run: () => deleteMedia(chosen.map(({ id }) => id)),
    },
  ];
}

/** Deletes media with all that uses them, and says so: the uses may be out of sight. */
export function deleteMedia(mediaIds: readonly MediaId[]): void {
  const document = currentDocument();
  const usage = selectMediaUsage(document);
  const uses = mediaIds.reduce((sum, id) => sum + totalUses(usage.get(id)), 0);
  const [first] = mediaIds;
  const name = first && mediaIds.length === 1 ? document.get('media', first)?.name : undefined;
  void runCommand('media.delete', { mediaIds }).then((committed) => {
    if (!committed || uses === 0) return;
    raiseNotice({
      tone: 'info',
      message: `${name ?? `${mediaIds.length} media`} and ${uses === 1 ? 'its one use' : `${uses} uses`} deleted.`,
      action: { label: 'Undo', run: () => void undo() },
    });
  });
}
