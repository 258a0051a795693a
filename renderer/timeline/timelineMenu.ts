import type { BoardId, ClipId, TrackId } from '@shared/document/ids';
import { trackTypes } from '@shared/document/records';
import type { SequenceShot } from '@shared/shots/sequence';
import { frames } from '@shared/time/frames';
import type { TimelineHit } from '@shared/timeline/hitTest';
import type { TimelineModel } from '@shared/timeline/model';
import { copyEntries, pasteEntry } from '../clipboard/clipboardMenu';
import { actionStore, runAction, whyDim } from '../state/actions';
import { currentDocument } from '../state/documentStore';
import { importByDialog } from '../state/importReport';
import { importSoundForLine } from '../state/lineSounds';
import { newGestureId, runCommand } from '../state/runCommand';
import { select, selectedOf, sessionStore } from '../state/sessionStore';
import {
  CopyPlus,
  Flag,
  Frame,
  type Icon,
  Maximize2,
  Mic,
  Plus,
  Scissors,
  Sparkles,
  Trash2,
  Upload,
  Volume2,
  VolumeX,
} from '../ui/icons';
import { labelColours } from '../ui/labelColours';
import type { MenuEntry } from '../ui/menuEntry';
import { clipGroupMenu } from './clipGroupMenu';
import { setClipGain } from './timelineActions';
import { trackTitles } from './trackTypes';

/** An entry that is an action: name, key and whether it can run come from there. */
function actionEntry(id: string, icon?: Icon, label?: string): MenuEntry {
  const action = actionStore.getState().actions.get(id);
  return {
    id,
    label: label ?? action?.title ?? id,
    icon,
    keys: action?.keys?.[0],
    isDisabled: !action || action.isEnabled?.() === false,
    hint: action && whyDim(action),
    run: () => runAction(id),
  };
}

const line = (id: string): MenuEntry => ({ id, separator: true });

/** The menu of a shot. What is done at the playhead is done to the shot there: in the menu of another one it would surprise. */
const shotEntries = ({ startFrame, endFrame }: SequenceShot): readonly MenuEntry[] => {
  const count = selectedOf('shot').length;
  const { playhead } = sessionStore.getState();
  const isHere = startFrame <= playhead && playhead < endFrame;
  const atPlayhead = (id: string, icon?: Icon): MenuEntry => {
    const entry = actionEntry(id, icon);
    return isHere ? entry : { ...entry, isDisabled: true, hint: 'The playhead is not in this shot.' };
  };
  return [
    {
      id: 'open',
      label: 'Open on the Stage',
      icon: Frame,
      run: () => sessionStore.setState({ workspace: 'stage' }),
    },
    actionEntry('generate.shots', Sparkles, count === 1 ? 'Generate Clip' : `Generate ${count} Clips`),
    actionEntry('shot.rerollWithNeighbours'),
    line('afterOpen'),
    atPlayhead('timeline.splitAtPlayhead', Scissors),
    atPlayhead('timeline.trimHeadToPlayhead'),
    atPlayhead('timeline.trimTailToPlayhead'),
    atPlayhead('timeline.rollStartToPlayhead'),
    atPlayhead('timeline.rollEndToPlayhead'),
    line('afterTrim'),
    actionEntry('shot.add', Plus, 'New Shot After'),
    ...copyEntries({ kind: 'shot', ids: [...selectedOf('shot')] }),
    pasteEntry(),
    actionEntry('edit.duplicate', CopyPlus),
    actionEntry('timeline.fitSelection', Maximize2),
    line('beforeDelete'),
    deleteEntry(count === 1 ? 'Delete' : `Delete ${count} Shots`),
  ];
};

function boardEntries(boardId: BoardId): readonly MenuEntry[] {
  return [
    ...copyEntries({ kind: 'board', ids: [boardId] }),
    pasteEntry(),
    actionEntry('board.duplicate', CopyPlus),
    actionEntry('board.splitIntoShots', Scissors),
    line('beforeDelete'),
    {
      id: 'delete',
      label: 'Delete Board',
      icon: Trash2,
      isDanger: true,
      run: () => void runCommand('board.delete', { boardIds: [boardId] }),
    },
  ];
}

function markerEntries(): readonly MenuEntry[] {
  const markerIds = selectedOf('marker');
  const document = currentDocument();
  const colours = new Set(markerIds.map((id) => document.get('marker', id)?.colour));
  return [
    {
      id: 'colour',
      label: 'Colour',
      entries: labelColours.map(([label, colour]) => ({
        id: colour,
        label,
        isChecked: colours.size === 1 && colours.has(colour),
        run: () => void runCommand('marker.edit', { markerIds, fields: { colour } }, { keepSelection: true }),
      })),
    },
    line('beforeDelete'),
    deleteEntry(markerIds.length === 1 ? 'Delete Marker' : `Delete ${markerIds.length} Markers`),
  ];
}

function deleteEntry(label: string): MenuEntry {
  return { ...actionEntry('edit.delete', Trash2, label), isDanger: true } as MenuEntry;
}

const gainSteps = [12, 6, 3, 0, -3, -6, -12, -24] as const;
const gainLabel = (gainDb: number): string =>
  gainDb > 0 ? `+${gainDb} dB` : `${String(gainDb).replace('-', '−')} dB`;

/** Of one sound that is heard for a dialogue line. */
function lineEntries(clipIds: readonly ClipId[]): readonly MenuEntry[] {
  const [clipId, ...others] = clipIds;
  const lineId = clipId && others.length === 0 ? currentDocument().get('clip', clipId)?.dialogueLineId : null;
  if (!lineId) return [];
  return [
    actionEntry('dialogue.recordLine', Mic),
    {
      id: 'importRecording',
      label: 'Import Recording…',
      icon: Upload,
      run: () => importSoundForLine(lineId),
    },
    line('afterLine'),
  ];
}

function clipEntries(): readonly MenuEntry[] {
  const clipIds = selectedOf('clip');
  const document = currentDocument();
  const gains = new Set(clipIds.map((id) => document.get('clip', id)?.gainDb));
  const setGain = (gainDb: number): void => {
    const gestureId = newGestureId();
    for (const clipId of clipIds) setClipGain(clipId as ClipId, gainDb, gestureId);
  };
  return [
    ...lineEntries(clipIds as ClipId[]),
    actionEntry('timeline.splitAtPlayhead', Scissors),
    actionEntry('timeline.trimHeadToPlayhead'),
    actionEntry('timeline.trimTailToPlayhead'),
    line('afterTrim'),
    {
      id: 'gain',
      label: 'Loudness',
      icon: Volume2,
      entries: [
        ...gainSteps.map((gainDb) => ({
          id: String(gainDb),
          label: gainLabel(gainDb),
          isChecked: gains.size === 1 && gains.has(gainDb),
          run: () => setGain(gainDb),
        })),
        line('steps'),
        actionEntry('sound.raiseGain'),
        actionEntry('sound.lowerGain'),
      ],
    },
    ...copyEntries({ kind: 'clip', ids: [...clipIds] }),
    pasteEntry(),
    actionEntry('timeline.fitSelection', Maximize2),
    line('beforeDelete'),
    deleteEntry(clipIds.length === 1 ? 'Delete' : `Delete ${clipIds.length} Sounds`),
  ];
}

/** Also the menu of a track's head. */
export function trackEntries(trackId: TrackId, startFrame: number): readonly MenuEntry[] {
  const track = currentDocument().get('track', trackId);
  if (!track) return [];
  const edit = (fields: Record<string, unknown>): void =>
    void runCommand('sound.editTrack', { trackId, fields });
  return [
    {
      id: 'import',
      label: 'Import Sounds Here…',
      icon: Upload,
      run: () => void importByDialog({ as: 'sound', trackId, startFrame }),
    },
    pasteEntry({ trackId, frame: frames(startFrame) }, 'Paste Here'),
    line('afterImport'),
    {
      id: 'mute',
      label: 'Mute',
      icon: VolumeX,
      isChecked: track.isMuted,
      run: () => edit({ isMuted: !track.isMuted }),
    },
    {
      id: 'gain',
      label: 'Loudness',
      icon: Volume2,
      entries: gainSteps.map((gainDb) => ({
        id: String(gainDb),
        label: gainLabel(gainDb),
        isChecked: track.gainDb === gainDb,
        run: () => edit({ gainDb }),
      })),
    },
    newTrackEntry(),
    line('beforeDelete'),
    {
      id: 'delete',
      label: 'Delete Track and Its Sounds',
      icon: Trash2,
      isDanger: true,
      run: () => void runCommand('sound.deleteTrack', { trackId }),
    },
  ];
}

function newTrackEntry(): MenuEntry {
  return {
    id: 'newTrack',
    label: 'New Track',
    icon: Plus,
    entries: trackTypes.map((type) => ({
      id: type,
      label: trackTitles[type],
      run: () => void runCommand('sound.addTrack', { type, name: trackTitles[type] }),
    })),
  };
}

const emptyEntries = (): readonly MenuEntry[] => [
  pasteEntry(),
  actionEntry('shot.add', Plus),
  actionEntry('media.importShots', Upload),
  newTrackEntry(),
  line('afterNew'),
  actionEntry('timeline.fit', Maximize2),
  actionEntry('timeline.fitSelection'),
];

/** What can be done with what lies under the pointer, which is selected by the right button if it was not. */
export function timelineMenu(hit: TimelineHit, frame: number, model: TimelineModel): readonly MenuEntry[] {
  const { selection } = sessionStore.getState();
  switch (hit.type) {
    case 'boardCut':
      if (!selection.includes(hit.cut.boardId)) select([hit.cut.boardId]);
      return boardEntries(hit.cut.boardId);
    case 'marker':
      if (!selection.includes(hit.marker.id)) sessionStore.setState({ selection: [hit.marker.id] });
      return markerEntries();
    case 'shot':
    case 'shotEdge':
      if (!selection.includes(hit.entry.shot.id)) select([hit.entry.shot.id]);
      return shotEntries(hit.entry);
    case 'clip':
    case 'clipEdge':
      if (!selection.includes(hit.clip.id)) select([hit.clip.id]);
      return clipEntries();
    case 'track': {
      const track = model.tracks[hit.trackIndex]?.track;
      return track ? trackEntries(track.id, Math.max(0, Math.floor(frame))) : emptyEntries();
    }
    case 'ruler':
    case 'playhead':
      return [
        {
          id: 'marker.add',
          label: 'Add Marker Here',
          icon: Flag,
          run: () => void runCommand('marker.add', { frame: Math.max(0, Math.floor(frame)) }),
        },
        ...emptyEntries(),
      ];
    case 'takeCut':
      if (!selection.includes(hit.cut.after.shot.id)) select([hit.cut.after.shot.id]);
      return [
        actionEntry('take.nudgeCutEarlier'),
        actionEntry('take.nudgeCutLater'),
        line('afterNudge'),
        ...shotEntries(hit.cut.after),
      ];
    case 'clipGroup':
    case 'clipGroupEdge':
      return clipGroupMenu(hit.group, frame);
    case 'jobs':
    case 'shotsLane':
    case 'empty':
      return emptyEntries();
    default:
      return hit satisfies never;
  }
}
