import { type ActionGroup, actionGroups } from './action';
import type { ActionId } from './catalogue';

/** Each menu from top to bottom, in parts that are set apart by a line. What is not named here comes last. */
const menus: Readonly<Record<ActionGroup, readonly (readonly ActionId[])[]>> = {
  File: [
    ['project.new', 'project.open', 'project.openPacked', 'project.openSample', 'project.close'],
    [
      'script.import',
      'storyboard.import',
      'cut.read',
      'media.import',
      'media.importShots',
      'media.importLinked',
      'media.showImportSettings',
    ],
    ['media.findMissing', 'media.showFolders', 'media.cleanUp'],
    ['version.saveNow', 'version.saveNamed', 'version.showList'],
    [
      'film.export',
      'sheets.export',
      'sheets.exportWebPage',
      'pictures.export',
      'cut.export',
      'lists.exportShotList',
      'lists.exportSubtitles',
    ],
    ['project.pack', 'project.saveCopy', 'project.reveal', 'archive.cancel', 'copy.cancel'],
    ['project.showSettings', 'person.showName'],
  ],
  Edit: [
    ['edit.undo', 'edit.redo', 'history.show'],
    ['edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate', 'edit.delete'],
    ['edit.selectAllShots', 'edit.selectNone'],
    ['find.inProject', 'find.replace'],
  ],
  View: [
    ['view.openPalette'],
    ['view.showBoards', 'view.showStage', 'view.showReview', 'view.toggleShotList'],
    ['view.toggleElementsAndMedia', 'view.toggleInspector', 'view.toggleTimeline', 'jobs.showList'],
    ['stage.useSelect', 'stage.useHand', 'stage.fitView', 'stage.toggleCameraView', 'stage.toggleOnion'],
    [
      'timeline.zoomIn',
      'timeline.zoomOut',
      'timeline.fit',
      'timeline.fitSelection',
      'timeline.revealPlayhead',
      'timeline.showClipGroups',
    ],
  ],
  Shot: [
    ['shot.add', 'scene.add', 'scene.planShots', 'scene.showDetails'],
    ['shot.combine', 'board.splitIntoShots', 'shot.restore', 'shot.copyNames'],
    ['board.add', 'board.duplicate', 'board.delete', 'board.goNext', 'board.goPrevious'],
    [
      'dialogue.recordLine',
      'dialogue.speakSelected',
      'dialogue.speakScene',
      'dialogue.speakStale',
      'dialogue.speakAll',
    ],
    ['project.showNumbering', 'project.lockNumbers', 'project.unlockNumbers', 'project.showCustomFields'],
  ],
  Layer: [
    ['layer.add', 'layer.editText', 'layer.link', 'layer.unlink'],
    ['layer.bringFront', 'layer.bringForward', 'layer.sendBackward', 'layer.sendBack'],
    ['layer.toggleLock', 'layer.toggleHidden'],
    [
      'stage.usePen',
      'stage.useBrush',
      'stage.useEraser',
      'stage.useText',
      'stage.useArrow',
      'stage.useRectangle',
      'stage.useEllipse',
      'stage.widenTool',
      'stage.narrowTool',
    ],
  ],
  Timeline: [
    [
      'timeline.splitAtPlayhead',
      'timeline.trimHeadToPlayhead',
      'timeline.trimTailToPlayhead',
      'timeline.rollStartToPlayhead',
      'timeline.rollEndToPlayhead',
      'timeline.selectAtPlayhead',
      'timeline.toggleSnapping',
    ],
    ['marker.add', 'marker.goNext', 'marker.goPrevious'],
    ['sound.addTrack', 'sound.raiseGain', 'sound.lowerGain'],
    ['clips.split', 'clips.joinNext', 'clips.packAutomatically', 'clips.generate'],
    ['take.nudgeCutEarlier', 'take.nudgeCutLater'],
  ],
  Playback: [
    [
      'playback.toggle',
      'playback.selection',
      'playback.around',
      'playback.toggleLoop',
      'playback.toggleSound',
    ],
    ['playback.backward', 'playback.stop', 'playback.forward'],
    ['playback.goToStart', 'playback.goToEnd', 'playback.previousCut', 'playback.nextCut'],
    ['playback.previousFrame', 'playback.nextFrame', 'playback.backOneSecond', 'playback.onOneSecond'],
  ],
  Generate: [
    [
      'generate.shots',
      'generate.selectedForm',
      'generate.selectedFull',
      'generate.selectedDraft',
      'generate.outdated',
      'generate.stale',
    ],
    ['generate.stillAtPlayhead', 'shot.rerollWithNeighbours'],
    ['take.compare', 'take.showDetails', 'take.useSettings'],
    ['jobs.togglePause', 'jobs.cancelAll', 'jobs.clearEnded', 'jobs.toggleNotifications'],
    ['jobs.showApproval', 'jobs.showSpending'],
    [
      'project.showLook',
      'generators.showServers',
      'generators.showTemplates',
      'generators.showPrograms',
      'generators.showLanguageModel',
      'generators.showKeys',
    ],
  ],
  Camera: [['stage.useCamera']],
  Element: [],
  Help: [['help.showShortcuts'], ['project.check', 'media.verifyAll'], ['help.showAbout']],
};

/** Where an action stands: its menu, the part of it, and the place in the part. */
function placeOf(group: ActionGroup, id: string): readonly [part: number, place: number] {
  const parts: readonly (readonly string[])[] = menus[group];
  const part = parts.findIndex((ids) => ids.includes(id));
  return part < 0 ? [parts.length, 0] : [part, parts[part]?.indexOf(id) ?? 0];
}

interface InMenu {
  readonly id: string;
  readonly group: ActionGroup;
}

/** The actions of one menu, top to bottom, in the parts between which a line is drawn; no part is empty. */
export function menuParts<Item extends InMenu>(group: ActionGroup, items: readonly Item[]): Item[][] {
  const parts = new Map<number, { readonly item: Item; readonly place: number }[]>();
  for (const item of items) {
    if (item.group !== group) continue;
    const [part, place] = placeOf(group, item.id);
    parts.set(part, [...(parts.get(part) ?? []), { item, place }]);
  }
  return [...parts]
    .sort(([a], [b]) => a - b)
    .map(([, members]) => members.sort((a, b) => a.place - b.place).map(({ item }) => item));
}

/** All actions as a menu bar has them, menu by menu. */
export function inMenuOrder<Item extends InMenu>(items: readonly Item[]): Item[] {
  return actionGroups.flatMap((group) => menuParts(group, items).flat());
}

/** Every id that is named in a menu, for tests. */
export const namedInMenus: readonly (readonly [ActionGroup, ActionId])[] = actionGroups.flatMap((group) =>
  menus[group].flat().map((id) => [group, id] as const),
);
