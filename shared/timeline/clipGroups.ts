import type { Document, DocumentView } from '../document/document';
import type { ElementId, ShotId } from '../document/ids';
import type { Shot } from '../document/records';
import {
  type ClipJoins,
  joinsForCuts,
  obstacleToJoining,
  type Packing,
  packed,
} from '../generation/clipCuts';
import type { ClipObstacle, PackedShot } from '../generation/clipLimits';
import { type GroupSettings, packRules } from '../generation/groupShots';
import type { Model } from '../generation/model';
import { packedShots } from '../generation/packShots';
import { elementIdsOf } from '../generation/shotElements';
import { type SequenceShot, selectSequence } from '../shots/sequence';
import { type Frames, frames } from '../time/frames';

/** Shots that would go out together: one submission, one bracket. */
export interface ClipGroup {
  /** Place of its first shot in the film, from 0. */
  readonly first: number;
  /** Behind its last. */
  readonly end: number;
  readonly shots: readonly PackedShot[];
  readonly startFrame: Frames;
  readonly endFrame: Frames;
  /** "1A-1D". */
  readonly label: string;
}

/** The whole film as it would be packed, in film order. */
export interface ClipGroups {
  readonly packing: Packing;
  readonly groups: readonly ClipGroup[];
}

/** What packing reads. */
const sources = ['scene', 'shot', 'project', 'layer', 'dialogueLine', 'element'] as const;

const memo = new WeakMap<
  Document,
  { key: string; model: Model; settings: GroupSettings; value: ClipGroups }
>();

/**
 * How the film would go out, clip by clip. The same value until something that decides it changes.
 * @param settings compared by reference
 */
export function selectClipGroups(document: Document, model: Model, settings: GroupSettings): ClipGroups {
  const key = sources.map((kind) => document.version(kind)).join('|');
  const known = memo.get(document);
  if (known?.key === key && known.model === model && known.settings === settings) return known.value;
  const value = clipGroupsOf(document, model, settings, (shot) => rememberedElements(document, shot));
  memo.set(document, { key, model, settings, value });
  return value;
}

interface ShotElements {
  readonly layers: unknown;
  readonly lines: unknown;
  /** Of the film's elements and styles. */
  readonly key: string;
  readonly ids: readonly ElementId[];
}

const elementsOfShots = new WeakMap<Shot, ShotElements>();

/** Every name is looked for in every shot's words: a film of thousands would feel it at each edit. */
function rememberedElements(document: Document, shot: Shot): readonly ElementId[] {
  const layers = document.childrenOf('layer', shot.id);
  const lines = document.childrenOf('dialogueLine', shot.id);
  const key = `${document.version('element')}|${document.version('project')}`;
  const known = elementsOfShots.get(shot);
  if (known?.layers === layers && known.lines === lines && known.key === key) return known.ids;
  const ids = elementIdsOf(document, shot);
  elementsOfShots.set(shot, { layers, lines, key, ids });
  return ids;
}

export function clipGroupsOf(
  document: DocumentView,
  model: Model,
  settings: GroupSettings = {},
  elementsOf?: (shot: Shot) => readonly ElementId[],
): ClipGroups {
  const { shots } = selectSequence(document);
  const packing: Packing = {
    ...packRules(model, settings),
    rate: document.project().rate,
    shots: packedShots(
      document,
      shots.map(({ shot }) => shot.id),
      elementsOf,
    ),
  };
  let first = 0;
  const groups = packed(packing).map((own): ClipGroup => {
    const end = first + own.length;
    const group = groupOf(shots, packing, { first, end });
    first = end;
    return group;
  });
  return { packing, groups };
}

/** Shots of the film as one group, whether they fit or not. */
export function clipGroupOf(document: DocumentView, packing: Packing, span: ClipSpan): ClipGroup {
  return groupOf(selectSequence(document).shots, packing, span);
}

function groupOf(film: readonly SequenceShot[], packing: Packing, { first, end }: ClipSpan): ClipGroup {
  const [from, to] = [film[first], film[end - 1]];
  return {
    first,
    end,
    shots: packing.shots.slice(first, end),
    startFrame: from?.startFrame ?? frames(0),
    endFrame: to?.endFrame ?? frames(0),
    label: end - first > 1 ? `${from?.label ?? ''}-${to?.label ?? ''}` : (from?.label ?? ''),
  };
}

export function groupOfShot({ groups }: ClipGroups, shotId: string | null): ClipGroup | undefined {
  return groups.find(({ shots }) => shots.some((shot) => shot.shotId === shotId));
}

/** The groups of a scene that lie beside a group; undefined where the scene or the film ends. */
export function neighbourOf(
  { groups }: ClipGroups,
  group: ClipGroup,
  side: 'before' | 'after',
): ClipGroup | undefined {
  const index = groups.findIndex(({ first }) => first === group.first);
  const found = groups[side === 'before' ? index - 1 : index + 1];
  return found?.shots[0]?.sceneId === group.shots[0]?.sceneId ? found : undefined;
}

/** Shots of the film, from one place up to another. */
export interface ClipSpan {
  readonly first: number;
  readonly end: number;
}

/** A span parted at some places: what would be clips there. */
export function partSpan({ first, end }: ClipSpan, cuts: readonly number[]): ClipSpan[] {
  const inside = [...new Set(cuts)].filter((cut) => cut > first && cut < end).sort((a, b) => a - b);
  const starts = [first, ...inside];
  return starts.map((start, index) => ({ first: start, end: starts[index + 1] ?? end }));
}

/** Why some spans could not be clips, the first reason; null = they can. */
export function obstacleToSpans({ packing }: ClipGroups, spans: readonly ClipSpan[]): ClipObstacle | null {
  for (const { first, end } of spans) {
    const obstacle = obstacleToJoining(packing, packing.shots.slice(first, end));
    if (obstacle) return obstacle;
  }
  return null;
}

/**
 * The marks that make whole groups of one scene into other clips, and leave every other group of it as it is.
 * @param span from the beginning of a group to the end of one
 * @param cuts where clips begin in the span, besides its first shot
 * @returns null where the limits do not allow it
 */
export function joinsForSpan(
  { packing, groups }: ClipGroups,
  span: ClipSpan,
  cuts: readonly number[],
): ClipJoins | null {
  const sceneId = packing.shots[span.first]?.sceneId;
  const starts = new Set<ShotId>();
  for (const { first, shots } of groups) {
    if ((first <= span.first || first >= span.end) && shots[0]) starts.add(shots[0].shotId);
  }
  for (const part of partSpan(span, cuts)) {
    const shot = packing.shots[part.first];
    if (shot) starts.add(shot.shotId);
  }
  const shots = packing.shots.filter((shot) => shot.sceneId === sceneId);
  return joinsForCuts({ ...packing, shots }, starts);
}
