import type { DocumentView } from '../document/document';
import type { SceneId, ShotId } from '../document/ids';
import { longestRise } from '../script/longestRise';

/** Something that stands in the cut, as the film will have it. */
export interface CutEntry {
  readonly key: string;
  /** A shot that stays itself; null = it is made. */
  readonly shotId: ShotId | null;
  /** The scene it belongs to for what it shows; null = none in particular. */
  readonly sceneId: SceneId | null;
}

export interface CutOrder {
  /** All scenes in their new order, each with its shots and the keys of what is made. An empty film has none. */
  readonly scenes: readonly {
    readonly sceneId: SceneId | null;
    readonly members: readonly (ShotId | string)[];
  }[];
  /** Shots that change places with others of the film. */
  readonly moved: ReadonlySet<ShotId>;
  readonly movedScenes: ReadonlySet<SceneId>;
}

/**
 * The order that a cut gives the film. As few shots as can be move; one that moves into another scene belongs to it from then on.
 * Shots that are not in the cut stay behind the shot that they follow now.
 * @param entries in the order of the cut
 */
export function cutOrder(document: DocumentView, entries: readonly CutEntry[]): CutOrder {
  const film = document.list('scene');
  const places = new Map<string, { readonly sceneId: SceneId; readonly index: number }>();
  for (const { id } of film)
    for (const [index, shot] of document.childrenOf('shot', id).entries())
      places.set(shot.id, { sceneId: id, index });
  const scenes = sceneOrder(
    film.map(({ id }) => id),
    entries.map(({ shotId }) => (shotId ? places.get(shotId)?.sceneId : undefined)),
  );
  const rankOf = new Map(scenes.map((id, index) => [id, index]));
  const kept = entries.flatMap(({ shotId }, at) => {
    const place = shotId && places.get(shotId);
    return place ? [{ at, shotId, value: (rankOf.get(place.sceneId) ?? 0) * 1_000_000 + place.index }] : [];
  });
  const staying = new Set(longestRise(kept.map(({ value }) => value)).map((index) => kept[index]?.at));
  const moved = new Set(kept.flatMap(({ at, shotId }) => (staying.has(at) ? [] : [shotId])));
  const assigned = assignScenes(entries, staying, places, rankOf, scenes.length);
  const members = scenes.map((): (ShotId | string)[] => []);
  entries.forEach((entry, at) => {
    members[assigned[at] as number]?.push(entry.shotId ?? entry.key);
  });
  const inCut = new Set(entries.flatMap(({ shotId }) => shotId ?? []));
  const before = new Map(film.map(({ id }, index) => [id, index]));
  const stayingScenes = new Set(
    longestRise(scenes.map((id) => before.get(id) as number)).map((at) => scenes[at]),
  );
  if (scenes.length === 0 && entries.length > 0)
    return {
      scenes: [{ sceneId: null, members: entries.map(({ key }) => key) }],
      moved,
      movedScenes: new Set(),
    };
  return {
    scenes: scenes.map((sceneId, rank) => ({
      sceneId,
      members: withAbsent(document, sceneId, members[rank] ?? [], inCut),
    })),
    moved,
    movedScenes: new Set(scenes.filter((id) => !stayingScenes.has(id))),
  };
}

/** Scenes by the middle one of their shots in the cut; one that has none there follows the scene that it follows now. */
function sceneOrder(film: readonly SceneId[], inCut: readonly (SceneId | undefined)[]): SceneId[] {
  const at = Map.groupBy(inCut.keys(), (index) => inCut[index]);
  const middle = (id: SceneId): number => {
    const places = at.get(id) ?? [];
    return places[places.length >> 1] ?? 0;
  };
  const order = film.filter((id) => at.has(id)).sort((a, b) => middle(a) - middle(b));
  film.forEach((id, index) => {
    if (at.has(id)) return;
    const before = film[index - 1];
    order.splice(before ? order.indexOf(before) + 1 : 0, 0, id);
  });
  return order;
}

/** The scene of each entry by its rank, never falling: one that moves stays in its own scene where that is here, too. */
function assignScenes(
  entries: readonly CutEntry[],
  staying: ReadonlySet<number | undefined>,
  places: ReadonlyMap<string, { readonly sceneId: SceneId }>,
  rankOf: ReadonlyMap<SceneId, number>,
  count: number,
): number[] {
  const own = entries.map(({ shotId, sceneId }) => {
    const id = (shotId && places.get(shotId)?.sceneId) || sceneId;
    return id ? rankOf.get(id) : undefined;
  });
  const next: number[] = [];
  let following = count - 1;
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    if (staying.has(at)) following = own[at] ?? following;
    next[at] = following;
  }
  const first = entries.findIndex((_, at) => staying.has(at));
  let rank = first < 0 ? Math.max(0, count - 1) : (own[first] ?? 0);
  // What lies before the first shot that stays may belong to an earlier scene of its own.
  if (first > 0) for (const mine of own.slice(0, first)) rank = Math.min(rank, mine ?? rank);
  return entries.map((_, at) => {
    const mine = own[at];
    if (mine !== undefined && mine >= rank && mine <= (next[at] as number)) rank = mine;
    return rank;
  });
}

/** With the shots of a scene that are not in the cut, each behind the one that it follows now. */
function withAbsent(
  document: DocumentView,
  sceneId: SceneId,
  members: readonly (ShotId | string)[],
  inCut: ReadonlySet<ShotId>,
): (ShotId | string)[] {
  const here = new Set(members);
  const first: ShotId[] = [];
  const behind = new Map<string, ShotId[]>();
  let present = first;
  for (const { id } of document.childrenOf('shot', sceneId)) {
    if (!inCut.has(id)) present.push(id);
    else if (here.has(id)) {
      present = [];
      behind.set(id, present);
    }
  }
  return [...first, ...members.flatMap((member) => [member, ...(behind.get(member) ?? [])])];
}
