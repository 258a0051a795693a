import type { DocumentView } from '../document/document';
import { createProject, createScene, createShot } from '../document/factories';
import type {
  BoardId,
  ClipId,
  DialogueLineId,
  ElementId,
  LayerId,
  MediaId,
  SceneId,
  ShotId,
} from '../document/ids';
import type { AnyRecord, IdOf, Kind, Layer, Shot } from '../document/records';
import { layerStrokes } from '../layers/linkedLayers';
import { boardsOf } from '../shots/boards';
import { frames, lengthSchema } from '../time/frames';
import { type Fragment, fragmentVersion } from './fragment';
import type { ClipSelection } from './selection';

/**
 * What was chosen, with everything it needs elsewhere. Ids that are not there are left out.
 * @param source folder of the project
 * @returns null when none of it is there
 */
export function collectFragment(
  document: DocumentView,
  { kind, ids }: ClipSelection,
  source: string,
): Fragment | null {
  const collector = new Collector(document);
  const collected = collector.collect(kind, new Set<string>(ids));
  return collected.length === 0
    ? null
    : { version: fragmentVersion, source, kind, ids: collected, records: collector.records() };
}

class Collector {
  readonly #document: DocumentView;
  readonly #records = new Map<string, AnyRecord>();
  readonly #drawnLinks = new Set<string>();

  constructor(document: DocumentView) {
    this.#document = document;
    const { name, rate, frameSize, sensorWidthMm } = document.project();
    this.#add(createProject({ name, rate, frameSize, sensorWidthMm }));
  }

  records(): AnyRecord[] {
    return [...this.#records.values()];
  }

  /** @returns the ids that were there, in the order of the film */
  collect(kind: ClipSelection['kind'], wanted: ReadonlySet<string>): string[] {
    switch (kind) {
      case 'scene':
        return this.#each('scene', wanted, (id) => this.#scene(id as SceneId));
      case 'shot':
        return this.#shots(wanted);
      case 'board':
        return this.#boards(wanted);
      case 'layer':
        return this.#each('layer', wanted, (id) => {
          const layer = this.#document.require('layer', id as LayerId);
          this.#carrier(layer.shotId);
          this.#layer({ ...layer, boardId: null });
        });
      case 'element':
        return this.#each('element', wanted, (id) => this.#element(id as ElementId));
      case 'clip':
        return this.#each('clip', wanted, (id) => {
          const clip = this.#document.require('clip', id as ClipId);
          this.#add(this.#document.require('track', clip.trackId));
          this.#media(clip.mediaId);
          this.#add({ ...clip, dialogueLineId: null });
        });
      case 'dialogueLine':
        return this.#each('dialogueLine', wanted, (id) => this.#line(id as DialogueLineId));
    }
  }

  #each(kind: Kind, wanted: ReadonlySet<string>, take: (id: string) => void): string[] {
    const found = this.#document.list(kind).filter(({ id }) => wanted.has(id));
    for (const { id } of found) take(id);
    return found.map(({ id }) => id);
  }

  #add(record: AnyRecord): void {
    if (!this.#records.has(record.id)) this.#records.set(record.id, record);
  }

  #scene(id: SceneId): void {
    this.#add({ ...this.#document.require('scene', id), number: null, isOmitted: false });
    for (const shot of this.#document.childrenOf('shot', id)) if (shot.status !== 'omitted') this.#shot(shot);
  }

  #shots(wanted: ReadonlySet<string>): string[] {
    const shots = this.#document
      .list('scene')
      .flatMap((scene) => this.#document.childrenOf('shot', scene.id))
      .filter(({ id }) => wanted.has(id));
    for (const shot of shots) {
      const { order } = this.#document.require('scene', shot.sceneId);
      this.#add(createScene({ id: shot.sceneId, order }));
      // One that is omitted is brought back by copying it.
      this.#shot(shot.status === 'omitted' ? { ...shot, status: 'draft' } : shot);
    }
    return shots.map(({ id }) => id);
  }

  #shot(shot: Shot): void {
    this.#add({ ...shot, number: null });
    for (const kind of ['board', 'cameraKeyframe', 'comment'] as const)
      for (const record of this.#document.childrenOf(kind, shot.id)) this.#add(record);
    for (const layer of this.#document.childrenOf('layer', shot.id)) this.#layer(layer);
    for (const { id } of this.#document.childrenOf('dialogueLine', shot.id)) this.#line(id);
    for (const take of this.#document.childrenOf('take', shot.id)) {
      this.#media(take.mediaId);
      this.#add(take);
    }
    for (const id of Object.keys(shot.customFields))
      this.#add(this.#document.require('customField', id as IdOf<'customField'>));
  }

  /** A shot that is there for what lies in it only. */
  #carrier(id: ShotId, fields: Partial<Shot> = {}): void {
    const { sceneId, order, lengthFrames, sourceInFrames } = this.#document.require('shot', id);
    this.#add(createScene({ id: sceneId, order: this.#document.require('scene', sceneId).order }));
    this.#add(createShot({ id, sceneId, order, lengthFrames, sourceInFrames, ...fields }));
  }

  /** The carrier of boards consists of them and nothing else: it begins with the first, and lasts as long as all. */
  #boards(wanted: ReadonlySet<string>): string[] {
    const found: string[] = [];
    const shotIds = new Set(
      this.#document.list('board').flatMap(({ id, shotId }) => (wanted.has(id) ? [shotId] : [])),
    );
    for (const shotId of shotIds) {
      const shot = this.#document.require('shot', shotId);
      let end = 0;
      for (const { board, offsetFrames, lengthFrames } of boardsOf(this.#document, shot)) {
        if (!board || !wanted.has(board.id)) continue;
        found.push(board.id);
        this.#board(board.id, end, end - (shot.sourceInFrames + offsetFrames));
        end += Math.max(1, lengthFrames);
      }
      this.#carrier(shotId, { sourceInFrames: frames(0), lengthFrames: lengthSchema.parse(end) });
    }
    return found;
  }

  #board(id: BoardId, frame: number, byFrames: number): void {
    const board = this.#document.require('board', id);
    this.#add({ ...board, frame: frames(frame) });
    for (const layer of this.#document.childrenOf('layer', board.shotId)) {
      if (layer.boardId !== id) continue;
      const { content } = layer;
      // Videos go on from the frame they show there.
      this.#layer(
        content.type === 'clip' && layer.linkId === null
          ? { ...layer, content: { ...content, inFrames: frames(content.inFrames - byFrames) } }
          : layer,
      );
    }
  }

  #layer(layer: Layer): void {
    this.#add(layer);
    const { content, linkId } = layer;
    if ('mediaId' in content) this.#media(content.mediaId);
    if (content.type === 'pin') this.#element(content.elementId);
    if (linkId !== null) {
      // The first of them that comes along keeps the strokes for all.
      if (this.#drawnLinks.has(linkId)) return;
      this.#drawnLinks.add(linkId);
    }
    for (const stroke of layerStrokes(this.#document, layer)) this.#add({ ...stroke, layerId: layer.id });
  }

  #line(id: DialogueLineId): void {
    const line = this.#document.require('dialogueLine', id);
    this.#carrier(line.shotId);
    this.#add(line);
    if (line.speakerId) this.#element(line.speakerId);
    if (line.voiceId) this.#element(this.#document.require('voice', line.voiceId).elementId);
  }

  #element(id: ElementId): void {
    if (this.#records.has(id)) return;
    this.#add(this.#document.require('element', id));
    for (const look of this.#document.childrenOf('look', id)) {
      for (const mediaId of look.references) this.#media(mediaId);
      this.#add(look);
    }
    for (const voice of this.#document.childrenOf('voice', id)) {
      if (voice.sampleMediaId) this.#media(voice.sampleMediaId);
      this.#add(voice);
    }
  }

  #media(id: MediaId): void {
    const media = this.#document.require('media', id);
    this.#add(media);
    if (media.storage.mode === 'linked' && media.storage.rootId)
      this.#add(this.#document.require('mediaRoot', media.storage.rootId));
  }
}
