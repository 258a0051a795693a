import type { PlanContext } from '../commands/command';
import type { DocumentView } from '../document/document';
import type { Draft } from '../document/draft';
import type { BoardId, SceneId, ShotId, TakeId } from '../document/ids';
import { orderKeysAt } from '../document/order';
import type { DialogueLine, Layer, Shot } from '../document/records';
import { layerStrokes } from '../layers/linkedLayers';
import type { PasteLibrary } from './pasteLibrary';
import type { PasteLinks } from './pasteLinks';

/** Writes shots and what is in them from a fragment into the target, under new ids. */
export class PasteShots {
  readonly #target: Draft;
  readonly #source: DocumentView;
  readonly #library: PasteLibrary;
  readonly #links: PasteLinks;
  readonly #context: PlanContext;
  /** Jobs of takes: those that came in one clip still belong together, and not to those they were copied from. */
  readonly #jobs = new Map<string, string>();

  constructor(
    target: Draft,
    source: DocumentView,
    { library, links }: { readonly library: PasteLibrary; readonly links: PasteLinks },
    context: PlanContext,
  ) {
    this.#target = target;
    this.#source = source;
    this.#library = library;
    this.#links = links;
    this.#context = context;
  }

  /** A whole shot, with all that is in it. */
  shot(shot: Shot, sceneId: SceneId, order: string): ShotId {
    const { newId } = this.#context;
    const takes = new Map(
      this.#source.childrenOf('take', shot.id).map(({ id }): [TakeId, TakeId] => [id, newId('take')]),
    );
    const made = this.#target.add({
      ...shot,
      id: newId('shot'),
      sceneId,
      order,
      // Numbers are given by the last step of the edit, as to any new shot.
      number: null,
      activeTakeId: shot.activeTakeId && (takes.get(shot.activeTakeId) ?? null),
      customFields: this.#library.customFields(shot.customFields),
    });
    this.#picture(shot.id, made.id);
    for (const keyframe of this.#source.childrenOf('cameraKeyframe', shot.id))
      this.#target.add({ ...keyframe, id: newId('cameraKeyframe'), shotId: made.id });
    this.lines(this.#source.childrenOf('dialogueLine', shot.id), made.id, (line) => line.span);
    for (const comment of this.#source.childrenOf('comment', shot.id))
      this.#target.add({ ...comment, id: newId('comment'), shotId: made.id });
    for (const take of this.#source.childrenOf('take', shot.id)) {
      this.#target.add({
        ...take,
        id: takes.get(take.id) as TakeId,
        shotId: made.id,
        mediaId: this.#library.media(take.mediaId),
        jobId: take.jobId && this.#job(take.jobId),
      });
    }
    return made.id;
  }

  #picture(fromId: ShotId, toId: ShotId): void {
    const boards = new Map<BoardId, BoardId>();
    for (const board of this.#source.childrenOf('board', fromId)) {
      const made = this.#target.add({ ...board, id: this.#context.newId('board'), shotId: toId });
      boards.set(board.id, made.id);
    }
    const layers = this.#source.childrenOf('layer', fromId);
    const orders = orderKeysAt([], 0, layers.length);
    layers.forEach((layer, index) => {
      const boardId = layer.boardId && (boards.get(layer.boardId) ?? null);
      this.layer(layer, { shotId: toId, boardId, order: orders[index] as string });
    });
  }

  /** A layer with what is drawn on it. */
  layer(layer: Layer, fields: Pick<Layer, 'shotId' | 'boardId' | 'order'> & Partial<Layer>): Layer {
    const content = this.#content(layer.content);
    const { linkId, addsStrokes } = this.#links.linkOf({ ...layer, content });
    const made = this.#target.add({
      ...layer,
      ...fields,
      id: this.#context.newId('layer'),
      content,
      linkId,
    });
    if (content.type !== 'drawing' || !addsStrokes) return made;
    const strokes = layerStrokes(this.#source, layer);
    const orders = orderKeysAt([], 0, strokes.length);
    strokes.forEach((stroke, index) => {
      this.#target.add({
        ...stroke,
        id: this.#context.newId('stroke'),
        layerId: made.id,
        order: orders[index] as string,
      });
    });
    return made;
  }

  #content(content: Layer['content']): Layer['content'] {
    if (content.type === 'image' || content.type === 'clip')
      return { ...content, mediaId: this.#library.media(content.mediaId) };
    if (content.type !== 'pin') return content;
    const lookId = content.lookId && this.#library.look(content.lookId);
    return { ...content, elementId: this.#library.element(content.elementId).id, lookId };
  }

  /** Lines behind those a shot has. `spanOf`: when each is said there. */
  lines(
    lines: readonly DialogueLine[],
    shotId: ShotId,
    spanOf: (line: DialogueLine) => DialogueLine['span'],
  ): string[] {
    const siblings = this.#target.childrenOf('dialogueLine', shotId);
    const orders = orderKeysAt(siblings, siblings.length, lines.length);
    return lines.map((line, index) => {
      const made = this.#target.add({
        ...line,
        id: this.#context.newId('dialogueLine'),
        shotId,
        order: orders[index] as string,
        speakerId: line.speakerId && this.#library.element(line.speakerId).id,
        voiceId: line.voiceId && this.#library.voice(line.voiceId),
        span: spanOf(line),
      });
      return made.id;
    });
  }

  #job(id: string): string {
    const known = this.#jobs.get(id);
    if (known) return known;
    const made = `pasted_${this.#context.newId('take').slice(4)}`;
    this.#jobs.set(id, made);
    return made;
  }
}
