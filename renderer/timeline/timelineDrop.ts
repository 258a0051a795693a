import type { MediaId } from '@shared/document/ids';
import type { Clip } from '@shared/document/records';
import { isSoundFile } from '@shared/media/fileEndings';
import { insertionAt, insertionIndex } from '@shared/timeline/gestures/moveShots';
import { gatherSnapPoints } from '@shared/timeline/gestures/snapPoints';
import { rowAt } from '@shared/timeline/layout';
import { clipAtFrame, soundLengthFrames, soundOf } from '@shared/timeline/model';
import { snapEdges } from '@shared/timeline/snapping';
import { frameAtX } from '@shared/timeline/view';
import type { DragEvent } from 'react';
import { currentDocument } from '../state/documentStore';
import { carriesDrag, readDrag } from '../state/dragTypes';
import { importAndReport } from '../state/importReport';
import { dropOnLine } from '../state/lineSounds';
import { newGestureId, runCommand } from '../state/runCommand';
import type { DropPreview } from './draw/drawOverlay';
import type { TimelineScene } from './timelineScene';

/** Pictures become shots wherever they are dropped; sounds go to the track under the pointer, or take the place of the line's there. */
const isPictureType = (type: string): boolean => type.startsWith('image/') || type.startsWith('video/');
const isSoundType = (type: string): boolean => type.startsWith('audio/');

interface TimelineDropHandlers {
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** Files from the desktop and media from the panel, dropped on the lanes. */
export function timelineDrop(scene: () => TimelineScene | null): TimelineDropHandlers {
  const previewAt = (event: DragEvent, target: TimelineScene): DropPreview => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const context = target.gestureContext;
    const { model, view, layout, isSnapping } = context;
    const row = rowAt(layout, y);
    const types = [...event.dataTransfer.items].map(({ type }) => type);
    const isOverSounds = row === null || row.type === 'track';
    const isSound = types.some(isSoundType) || (isOverSounds && !types.some(isPictureType));
    const under = row?.type === 'track' ? lineClipAt(target, row.index, frameAtX(view, x)) : undefined;
    if (under && row?.type === 'track' && !types.some(isPictureType) && event.dataTransfer.items.length <= 1)
      return { type: 'line', trackIndex: row.index, clip: under };
    if (!isSound) return { type: 'shots', insertion: insertionAt(model, frameAtX(view, x), []) };
    const wanted = Math.max(0, frameAtX(view, x));
    const snapped = isSnapping
      ? snapEdges(wanted, [0], gatherSnapPoints(context), view.pixelsPerFrame).frame
      : wanted;
    return {
      type: 'sound',
      trackIndex: row?.type === 'track' ? row.index : null,
      frame: Math.round(snapped),
    };
  };

  const takes = (event: DragEvent): boolean =>
    carriesDrag(event.dataTransfer, 'media') || carriesDrag(event.dataTransfer, 'files');

  return {
    onDragOver: (event) => {
      const target = scene();
      if (!target || !takes(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      target.showDrop(previewAt(event, target));
    },
    onDragLeave: (event) => {
      const into = event.relatedTarget;
      if (!(into instanceof Node && event.currentTarget.contains(into))) scene()?.showDrop(null);
    },
    onDrop: (event) => {
      const target = scene();
      if (!target || !takes(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const preview = previewAt(event, target);
      target.showDrop(null);
      const media = readDrag(event.dataTransfer, 'media');
      const lineId = preview.type === 'line' ? preview.clip.dialogueLineId : null;
      if (lineId) dropOnLine(lineId, media ?? { files: [...event.dataTransfer.files] });
      else if (media) placeMedia(target, media.mediaIds as MediaId[], preview);
      else importDropped(target, [...event.dataTransfer.files], preview);
    },
  };
}

/** The sound of a dialogue line at a place of a track: what is dropped on it is heard for the line. */
function lineClipAt({ model }: TimelineScene, trackIndex: number, frame: number): Clip | undefined {
  const clip = clipAtFrame(model.tracks[trackIndex]?.clips ?? [], frame);
  return clip?.dialogueLineId ? clip : undefined;
}

function shotPlace(
  scene: TimelineScene,
  preview: DropPreview,
): { sceneId: string | null; index: number | null } {
  const insertion = preview.type === 'shots' ? preview.insertion : null;
  if (!insertion) return { sceneId: null, index: null };
  return { sceneId: insertion.sceneId, index: insertionIndex(scene.model, insertion) };
}

function placeMedia(scene: TimelineScene, mediaIds: readonly MediaId[], preview: DropPreview): void {
  const document = currentDocument();
  const gestureId = newGestureId();
  const isSound = (mediaId: MediaId): boolean => {
    const media = document.get('media', mediaId);
    // The sound of a video can be laid on a track, too; dropped among the shots it is a shot.
    return media?.content.type === 'sound' || (preview.type === 'sound' && soundOf(media) !== null);
  };
  const pictures = mediaIds.filter((mediaId) => !isSound(mediaId));
  if (pictures.length > 0) {
    const { sceneId, index } = shotPlace(scene, preview);
    const place = { ...(sceneId === null ? {} : { sceneId }), ...(index === null ? {} : { index }) };
    void runCommand('shot.addFromMedia', { mediaIds: pictures, ...place }, { gestureId });
  }
  const { model } = scene;
  const track =
    preview.type === 'sound' && preview.trackIndex !== null ? model.tracks[preview.trackIndex] : undefined;
  const clips = (track ?? model.tracks[0])?.clips ?? [];
  let startFrame = preview.type === 'sound' ? preview.frame : 0;
  for (const mediaId of mediaIds.filter(isSound)) {
    const sound = soundOf(document.get('media', mediaId));
    if (!sound) continue;
    // Dropped on a sound, the new one goes behind it.
    const under = clipAtFrame(clips, startFrame);
    if (under) startFrame = under.startFrame + under.lengthFrames;
    const trackId = track?.track.id;
    void runCommand('sound.addClip', { mediaId, startFrame, ...(trackId ? { trackId } : {}) }, { gestureId });
    startFrame += soundLengthFrames(sound, model.rate);
  }
}

function importDropped(scene: TimelineScene, files: readonly File[], preview: DropPreview): void {
  const isSound = (file: File): boolean => isSoundType(file.type) || isSoundFile(file);
  const sounds = files.filter(isSound);
  const pictures = files.filter((file) => !isSound(file));
  if (pictures.length > 0) void importAndReport(pictures, { as: 'shots', ...shotPlace(scene, preview) });
  if (sounds.length === 0) return;
  const place = preview.type === 'sound' ? preview : { trackIndex: null, frame: 0 };
  const trackId = place.trackIndex === null ? null : (scene.model.tracks[place.trackIndex]?.track.id ?? null);
  void importAndReport(sounds, { as: 'sound', trackId, startFrame: place.frame });
}
