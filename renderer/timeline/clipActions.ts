import type { ClipJoins } from '@shared/generation/clipCuts';
import { freedJoins } from '@shared/generation/clipCuts';
import { obstacleWords, type PackedShot } from '@shared/generation/clipLimits';
import {
  type ClipGroup,
  type ClipGroups,
  groupOfShot,
  joinsForSpan,
  neighbourOf,
  obstacleToSpans,
} from '@shared/timeline/clipGroups';
import { type ActionImplementation, runAction } from '../state/actions';
import { areClipGroupsShown, currentClipGroups, packingRun, toggleClipGroups } from '../state/clipPacking';
import { documentStore, isWritable } from '../state/documentStore';
import { chooseMaker, makerStore, refreshMakers } from '../state/makerStore';
import { raiseError, raiseNotice } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { currentShotId, select, selectedOf } from '../state/sessionStore';

/** A clip as it would go out, among all of them. */
export interface ClipAtHand {
  readonly clipGroups: ClipGroups;
  readonly group: ClipGroup;
}

/** null while they are not shown: nothing is worked out then, and nothing is changed that cannot be seen. */
const clipGroupsInSight = (): ClipGroups | null => (areClipGroupsShown() ? currentClipGroups() : null);

/** The clip of the first selected shot, else of the one under the playhead. */
function clipAtHand(): ClipAtHand | null {
  const clipGroups = clipGroupsInSight();
  const group = clipGroups && groupOfShot(clipGroups, shotAtHand());
  return group ? { clipGroups, group } : null;
}

const shotAtHand = (): string | null => selectedOf('shot')[0] ?? currentShotId();

function setJoins(joins: ClipJoins | null, label: string, refusal: string): void {
  if (!joins) raiseNotice({ tone: 'warning', message: refusal });
  else if (Object.keys(joins).length > 0)
    void runCommand('shot.setClipJoins', { joins, label }, { keepSelection: true });
}

/** @param at place in the film of the shot that is to begin a clip */
export function splitClip({ clipGroups, group }: ClipAtHand, at: number): void {
  setJoins(joinsForSpan(clipGroups, group, [at]), 'Split Clip', 'The clip cannot be split here.');
}

/** Why a clip cannot be one with the next; null = it can. */
export function joinRefusal({ clipGroups, group }: ClipAtHand): string | null {
  const next = neighbourOf(clipGroups, group, 'after');
  if (!next) return 'The scene ends here';
  const obstacle = obstacleToSpans(clipGroups, [{ first: group.first, end: next.end }]);
  return obstacle && obstacleWords(obstacle);
}

export function joinWithNext({ clipGroups, group }: ClipAtHand): void {
  const next = neighbourOf(clipGroups, group, 'after');
  const refusal = joinRefusal({ clipGroups, group });
  const joins = next && !refusal ? joinsForSpan(clipGroups, { first: group.first, end: next.end }, []) : null;
  setJoins(joins, 'Join Clips', `The clips cannot be one: ${refusal ?? 'the limits do not allow it'}.`);
}

/** The marks that hold some clips as they are: those of their shots, and that the next one begins anew. */
function marksOf(clipGroups: ClipGroups, groups: readonly ClipGroup[]): readonly PackedShot[] {
  return groups.flatMap((group) => {
    const next = neighbourOf(clipGroups, group, 'after')?.shots[0];
    return next?.join === 'start' ? [...group.shots, next] : group.shots;
  });
}

export function packAutomatically(clipGroups: ClipGroups, groups: readonly ClipGroup[]): void {
  setJoins(freedJoins(marksOf(clipGroups, groups)), 'Pack Clips Automatically', '');
}

export function isPackedByHand(clipGroups: ClipGroups, groups: readonly ClipGroup[]): boolean {
  return marksOf(clipGroups, groups).some(({ join }) => join !== 'auto');
}

/** Opens the form for the shots of a clip, made by whom the brackets are for where that can be asked. */
export function generateClip({ shots }: ClipGroup): void {
  const { model } = packingRun();
  const makerId = `${model.provider} ${model.id}`;
  if (makerStore.getState().makers.some(({ id }) => id === makerId)) chooseMaker(makerId);
  select(shots.map(({ shotId }) => shotId));
  runAction('generate.selectedForm');
}

/** The clips that the selected shots are in, else the one at hand. */
function clipsAtHand(clipGroups: ClipGroups): readonly ClipGroup[] {
  const selected = new Set<string>(selectedOf('shot'));
  const touched = clipGroups.groups.filter(({ shots }) => shots.some(({ shotId }) => selected.has(shotId)));
  const current = groupOfShot(clipGroups, currentShotId());
  return touched.length > 0 ? touched : current ? [current] : [];
}

function placeInClip({ group }: ClipAtHand): number {
  return group.first + group.shots.findIndex(({ shotId }) => shotId === shotAtHand());
}

/** How shots go together into clips: seen, and changed by key or by name. */
export const clipActions: readonly ActionImplementation[] = [
  {
    id: 'timeline.showClipGroups',
    isEnabled: () => documentStore.getState().isLoaded,
    run: () => {
      toggleClipGroups();
      if (areClipGroupsShown()) refreshMakers().catch(raiseError);
    },
  },
  {
    id: 'clips.split',
    isEnabled: () => {
      const clip = isWritable() ? clipAtHand() : null;
      return clip !== null && placeInClip(clip) > clip.group.first;
    },
    run: () => {
      const clip = clipAtHand();
      if (clip) splitClip(clip, placeInClip(clip));
    },
  },
  {
    id: 'clips.joinNext',
    isEnabled: () => {
      const clip = isWritable() ? clipAtHand() : null;
      return clip !== null && neighbourOf(clip.clipGroups, clip.group, 'after') !== undefined;
    },
    run: () => {
      const clip = clipAtHand();
      if (clip) joinWithNext(clip);
    },
  },
  {
    id: 'clips.packAutomatically',
    isEnabled: () => {
      const clipGroups = isWritable() ? clipGroupsInSight() : null;
      return clipGroups !== null && isPackedByHand(clipGroups, clipsAtHand(clipGroups));
    },
    run: () => {
      const clipGroups = clipGroupsInSight();
      if (clipGroups) packAutomatically(clipGroups, clipsAtHand(clipGroups));
    },
  },
  {
    id: 'clips.generate',
    isEnabled: () => isWritable() && clipAtHand() !== null,
    run: () => {
      const clip = clipAtHand();
      if (clip) generateClip(clip.group);
    },
  },
];
