import type { ElementId, MediaId, SceneId, ShotId } from '@shared/document/ids';
import type { FilmSource, FilmSourceLayer, FilmSourceShot } from '@shared/sample/filmSource';
import type { CommandCall } from '../documentPort';

/**
 * The edits that make a project out of a film's source text, in the order a person would do them.
 * Ids of scenes, shots and elements come from places and keys: the same text gives the same film, shakes of the
 * camera included, which are seeded by the shot's id.
 * @param media ids of the imported files by key
 * @throws RangeError when `media` lacks one
 */
export function sampleCommands(film: FilmSource, media: ReadonlyMap<string, MediaId>): CommandCall[] {
  const mediaId = (key: string): MediaId => {
    const id = media.get(key);
    if (!id) throw new RangeError(`The media "${key}" was not imported.`);
    return id;
  };
  return [
    ...film.media.map(({ key, name }) => ({
      command: 'media.edit',
      args: { mediaId: mediaId(key), fields: { name } },
    })),
    ...film.elements.map(({ key, type, name, notes, keep, views }) => ({
      command: 'element.add',
      args: {
        id: elementId(key),
        type,
        name,
        notes,
        keepNotes: keep,
        references: views.map((view) => mediaId(view.media)),
      },
    })),
    ...film.scenes.flatMap(({ heading, shots }, index) => {
      const sceneId = `scn_sample-${String(index + 1).padStart(2, '0')}` as SceneId;
      const begin = { command: 'scene.add', args: { id: sceneId, heading } };
      return [begin, ...shots.flatMap((shot) => shotCommands(film, sceneId, shot, mediaId))];
    }),
    ...film.sound.map(({ media: key, startFrame }) => ({
      command: 'sound.addClip',
      args: { mediaId: mediaId(key), startFrame },
    })),
  ];
}

const elementId = (key: string) => `elm_sample-${key}` as ElementId;

function shotCommands(
  film: FilmSource,
  sceneId: SceneId,
  { key, lengthFrames, size, angle, lensMm, action, notes, move, layers, dialogue }: FilmSourceShot,
  mediaId: (key: string) => MediaId,
): CommandCall[] {
  const shotId = `sht_sample-${key}` as ShotId;
  const fields = { size, angle, lensMm, action, notes };
  return [
    { command: 'shot.add', args: { id: shotId, sceneId, lengthFrames, fields } },
    ...layers.map((layer) => layerCommand(film, shotId, layer, mediaId)),
    ...(move ? [{ command: 'camera.setMove', args: { shotIds: [shotId], move } }] : []),
    ...dialogue.map(({ speaker, text, deliveryNote }) => ({
      command: 'dialogue.addLine',
      args: { shotId, speakerId: elementId(speaker), text, deliveryNote },
    })),
  ];
}

function layerCommand(
  film: FilmSource,
  shotId: ShotId,
  layer: FilmSourceLayer,
  mediaId: (key: string) => MediaId,
): CommandCall {
  const { name, depth, opacity, x, y, scale, rotationDeg, flipX } = layer;
  const looks = { name, depth, opacity, transform: { x, y, scale, rotationDeg, flipX } };
  if ('media' in layer) {
    return { command: 'layer.add', args: { shotId, mediaIds: [mediaId(layer.media)], ...looks } };
  }
  const views = film.elements.find((element) => element.key === layer.element)?.views ?? [];
  const view = views.findIndex((each) => each.view === layer.view);
  return {
    command: 'element.pin',
    args: { elementId: elementId(layer.element), shotIds: [shotId], view, ...looks },
  };
}
