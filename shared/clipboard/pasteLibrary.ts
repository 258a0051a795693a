import type { PlanContext } from '../commands/command';
import type { DocumentView } from '../document/document';
import type { Draft } from '../document/draft';
import type { CustomFieldId, ElementId, LookId, MediaId, VoiceId } from '../document/ids';
import { lastOrderKey, orderKeysAt } from '../document/order';
import type { Element, Look, Media, Shot } from '../document/records';
import { matchElement, matchLook, matchVoice, sameName } from './matchElements';
import { absentStorage, mediaKey } from './matchMedia';

/** An element of the target that stands for one of the fragment. */
interface PastedElement {
  readonly element: Element;
  /** All of it has just been made. */
  readonly isNew: boolean;
}

/**
 * What shots refer to, as the target has it: media, elements, custom fields. What the target has already is used; the rest is
 * added, each once.
 */
export class PasteLibrary {
  readonly #target: Draft;
  readonly #source: DocumentView;
  readonly #context: PlanContext;
  /** Media of the target and those whose files came along, by content. */
  readonly #known = new Map<string, Media>();
  readonly #files = new Map<string, Media>();
  readonly #media = new Map<MediaId, MediaId>();
  readonly #elements = new Map<ElementId, PastedElement>();
  readonly #looks = new Map<LookId, LookId>();
  readonly #voices = new Map<VoiceId, VoiceId>();
  readonly #fields = new Map<string, CustomFieldId>();

  /** @param files records of media whose files have been put in their place */
  constructor(target: Draft, source: DocumentView, files: readonly Media[], context: PlanContext) {
    this.#target = target;
    this.#source = source;
    this.#context = context;
    for (const media of target.list('media')) {
      const key = mediaKey(media);
      if (!this.#known.has(key)) this.#known.set(key, media);
    }
    for (const media of files) this.#files.set(mediaKey(media), media);
  }

  media(id: MediaId): MediaId {
    const known = this.#media.get(id);
    if (known) return known;
    const media = this.#source.require('media', id);
    const key = mediaKey(media);
    const same = this.#target.get('media', id);
    const made =
      (same && mediaKey(same) === key ? same : this.#known.get(key)) ??
      this.#target.add(
        this.#files.get(key) ?? {
          ...media,
          id: this.#context.newId('media'),
          importedAtMs: this.#context.nowMs,
          storage: absentStorage(media),
        },
      );
    this.#known.set(key, made);
    this.#media.set(id, made.id);
    return made.id;
  }

  /** The element in the target: one it has already, where there is one. */
  element(id: ElementId): Element {
    const known = this.#elements.get(id);
    if (known) return known.element;
    const element = this.#source.require('element', id);
    const same = matchElement(this.#sourceSide, this.#targetSide, element);
    if (!same) return this.addElement(id, element.name);
    this.#elements.set(id, { element: same, isNew: false });
    return same;
  }

  /** The element with all that belongs to it, as a new one. */
  addElement(id: ElementId, name: string): Element {
    const source = this.#source.require('element', id);
    const order = lastOrderKey(this.#target.list('element'));
    const element = this.#target.add({ ...source, name, id: this.#context.newId('element'), order });
    this.#elements.set(id, { element, isNew: true });
    for (const look of this.#source.childrenOf('look', id)) this.#addLook(look, element.id);
    for (const { id: voiceId } of this.#source.childrenOf('voice', id)) this.voice(voiceId);
    return element;
  }

  /** Adds what an element of the target lacks of the one in the fragment. @returns whether that was anything */
  complete(id: ElementId): boolean {
    this.element(id);
    const [looks, voices] = [this.#source.childrenOf('look', id), this.#source.childrenOf('voice', id)];
    const before = this.#target.touched().length;
    for (const look of looks) this.look(look.id);
    for (const voice of voices) this.voice(voice.id);
    return this.#target.touched().length > before;
  }

  look(id: LookId): LookId {
    const known = this.#looks.get(id);
    if (known) return known;
    const look = this.#source.require('look', id);
    const element = this.element(look.elementId);
    // Making the element may have made it.
    const made = this.#looks.get(id);
    if (made) return made;
    const among = this.#target.childrenOf('look', element.id);
    const same = matchLook(this.#sourceSide, this.#targetSide, look, among);
    if (!same) return this.#addLook(look, element.id);
    this.#looks.set(id, same.id);
    return same.id;
  }

  voice(id: VoiceId): VoiceId {
    const known = this.#voices.get(id);
    if (known) return known;
    const voice = this.#source.require('voice', id);
    const element = this.element(voice.elementId);
    const made = this.#voices.get(id);
    if (made) return made;
    const among = this.#target.childrenOf('voice', element.id);
    const isNew = this.#elements.get(voice.elementId)?.isNew === true;
    const same = isNew ? undefined : matchVoice(voice, among);
    const pasted =
      same ??
      this.#target.add({
        ...voice,
        id: this.#context.newId('voice'),
        elementId: element.id,
        order: lastOrderKey(among),
        sampleMediaId: voice.sampleMediaId && this.media(voice.sampleMediaId),
      });
    this.#voices.set(id, pasted.id);
    return pasted.id;
  }

  customFields(values: Shot['customFields']): Shot['customFields'] {
    return Object.fromEntries(
      Object.entries(values).map(([id, value]) => [this.#field(id as CustomFieldId, value), value]),
    );
  }

  #addLook(look: Look, elementId: ElementId): LookId {
    const siblings = this.#target.childrenOf('look', elementId);
    const added = this.#target.add({
      ...look,
      id: this.#context.newId('look'),
      elementId,
      order: orderKeysAt(siblings, siblings.length)[0] as string,
      references: look.references.map((id) => this.media(id)),
    });
    this.#looks.set(look.id, added.id);
    return added.id;
  }

  /** The same field, or one of its name and type; a choice that it does not offer is added to it. */
  #field(id: CustomFieldId, value: Shot['customFields'][CustomFieldId]): CustomFieldId {
    const field = this.#source.require('customField', id);
    const fields = this.#target.list('customField');
    const matched =
      this.#fields.get(id) ??
      fields.find((other) => other.id === id && other.type === field.type)?.id ??
      fields.find((other) => other.type === field.type && sameName(other.name, field.name))?.id ??
      this.#target.add({ ...field, id: this.#context.newId('customField'), order: lastOrderKey(fields) }).id;
    this.#fields.set(id, matched);
    const { type, choices } = this.#target.require('customField', matched);
    if (type === 'choice' && typeof value === 'string' && !choices.includes(value) && choices.length < 200)
      this.#target.update('customField', matched, { choices: [...choices, value] });
    return matched;
  }

  get #sourceSide() {
    return { document: this.#source, picturesOf: (look: Look) => keysOf(this.#source, look) };
  }

  get #targetSide() {
    return { document: this.#target, picturesOf: (look: Look) => keysOf(this.#target, look) };
  }
}

function keysOf(document: DocumentView, look: Look): string[] {
  return look.references.map((id) => mediaKey(document.require('media', id)));
}
