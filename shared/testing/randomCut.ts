import type { DocumentView } from '../document/document';
import { buildCut } from '../interchange/buildCut';
import type { CutPicture, CutSound, CutTimeline, CutTrack } from '../interchange/cutTimeline';
import { frames } from '../time/frames';
import type { Random } from './random';

/** The film as a cut, as it is handed over. */
export function cutOf(document: DocumentView, pictures: 'stills' | 'clips' = 'stills'): CutTimeline {
  const place = {
    folderName: 'media',
    copiesMedia: true,
    pathOf: ({ name }: { name: string }) => `/media/${name}.bin`,
  };
  return buildCut(document, null, { pictures }, place).cut;
}

/** A track on which items follow each other, each with a gap before it or none. Transitions are gone. */
export function follow<Item extends CutPicture | CutSound>(
  track: CutTrack<Item>,
  items: readonly Item[],
  gapBefore: (index: number) => number = () => 0,
): CutTrack<Item> {
  let at = 0;
  const placed = items.map((item, index) => {
    const start = at + gapBefore(index);
    at = start + item.source.end - item.source.start;
    return { ...item, record: { start: frames(start), end: frames(at) } };
  });
  return { ...track, items: placed, transitions: [] };
}

/** A cut with another track of pictures. */
export function withPictures(
  cut: CutTimeline,
  items: readonly CutPicture[],
  gapBefore?: (index: number) => number,
): CutTimeline {
  const [track, ...others] = cut.videoTracks;
  return track ? { ...cut, videoTracks: [follow(track, items, gapBefore), ...others] } : cut;
}

/** An item with its edges moved in its source, + is later. */
export function trimmed<Item extends CutPicture>(item: Item, head: number, tail: number): Item {
  const start = item.source.start + head;
  return {
    ...item,
    source: { start: frames(start), end: frames(Math.max(start + 1, item.source.end + tail)) },
  };
}

/** What a person may do to a film in an editing program: order, lengths, copies, cuts, clips that are new or lose what they were. */
export function editedCut(document: DocumentView, random: Random): CutTimeline {
  const cut = cutOf(document, random.chance(0.5) ? 'stills' : 'clips');
  const items = [...(cut.videoTracks[0]?.items ?? [])];
  for (let step = random.int(1, 6); step > 0 && items.length > 0; step -= 1) {
    const at = random.int(0, items.length - 1);
    const item = items[at] as CutPicture;
    const length = item.source.end - item.source.start;
    const middle = random.int(1, Math.max(1, length - 1));
    const edits: readonly (() => CutPicture[])[] = [
      () => [],
      () => [item, item],
      () => [trimmed(item, random.int(-8, 8), random.int(-8, 8))],
      () => [trimmed(item, 0, middle - length), ...(length > 1 ? [trimmed(item, middle, 0)] : [])],
      () => [{ ...item, uid: null }],
      () => [{ ...item, uid: null, name: random.text(4), media: null }],
      () => [item, { ...item, uid: null, name: 'new', texts: { ...item.texts, shot: '' }, media: null }],
    ];
    const moved = (random.pick(edits) as () => CutPicture[])();
    items.splice(at, 1);
    items.splice(random.chance(0.5) ? at : random.int(0, items.length), 0, ...moved);
  }
  const edited = withPictures(cut, items, () => (random.chance(0.1) ? random.int(1, 20) : 0));
  const audioTracks = edited.audioTracks.map((track) =>
    random.chance(0.5) ? track : follow(track, track.items, () => random.int(0, 30)),
  );
  return { ...edited, audioTracks };
}

/** Arguments of `film.takeCut`: the film as somebody has cut it, and some of it left out. */
export function randomTakeCutArgs(document: DocumentView, random: Random): unknown {
  const leftOut = document
    .list('shot')
    .filter(() => random.chance(0.15))
    .map(({ id }) => id);
  return { cut: editedCut(document, random), leftOut };
}
