import { z } from 'zod';
import type { Draft } from '../document/draft';
import { writeLayerText } from '../edits/layerText';
import { type ReplacedText, replacedTextsInSteps, textProblem, withReplaced } from '../find/replaceWords';
import type { TextField } from '../find/textPlaces';
import { defineCommand, PlanRefusal } from './command';

const mostWords = 400;

/** One place: the field, and the letter where the words begin. */
const placeSchema = z.object({
  id: z.string().max(100),
  field: z.string().max(40),
  /** Of a custom field of a shot. */
  fieldId: z.string().max(100).optional(),
  at: z.int().min(0).max(20_000),
});

const replaceText = defineCommand({
  id: 'text.replace',
  title: 'Replace Words',
  args: z.object({
    words: z.string().min(1).max(mostWords),
    by: z.string().max(mostWords),
    isWholeWord: z.boolean().default(false),
    isCaseSensitive: z.boolean().default(false),
    /** Absent = everywhere. What is locked, or would no longer fit, is left as it is. */
    only: placeSchema.optional(),
  }),
  plan: function* (draft, { only, ...replacing }) {
    const found = yield* replacedTextsInSteps(draft, replacing);
    if (only) {
      replaceOne(draft, found, only, replacing);
      return { label: `Replace "${shortened(replacing.words)}"` };
    }
    const free = found.filter(({ problem }) => problem === null);
    if (free.length === 0) {
      throw new PlanRefusal(
        found.length === 0
          ? 'These words stand nowhere.'
          : 'These words stand only where nothing can be replaced: in locked layers, or where the text would no longer fit.',
      );
    }
    const links = new Set<string>();
    let count = 0;
    for (const { place, matches, text } of free) {
      count += matches.length;
      // Linked layers are one text.
      const link = place.target.kind === 'layer' ? draft.get('layer', place.target.id)?.linkId : null;
      if (link && links.has(link)) continue;
      if (link) links.add(link);
      writeField(draft, place.target, text);
      yield;
    }
    return {
      label: `Replace "${shortened(replacing.words)}" in ${count === 1 ? '1 Place' : `${count} Places`}`,
    };
  },
});

function replaceOne(
  draft: Draft,
  found: readonly ReplacedText[],
  { id, field, fieldId, at }: z.infer<typeof placeSchema>,
  replacing: { readonly words: string; readonly by: string },
): void {
  const one = found.find(
    ({ place: { target } }) =>
      target.id === id &&
      target.field === field &&
      (target.field === 'customFields' ? target.fieldId : undefined) === fieldId,
  );
  if (!one?.matches.includes(at)) throw new PlanRefusal('The words do not stand there any more.', id);
  const { place } = one;
  const text = withReplaced(place.text, [at], replacing);
  const problem = place.lock ?? textProblem(place.target, text);
  if (problem) throw new PlanRefusal(`Nothing can be replaced in ${place.title}: ${problem}.`, id);
  writeField(draft, place.target, text);
}

function writeField(draft: Draft, target: TextField, text: string): void {
  if (target.kind === 'layer') {
    const layer = draft.require('layer', target.id);
    if (layer.content.type === 'text') writeLayerText(draft, layer, { ...layer.content, text });
  } else if (target.field === 'customFields') {
    const { customFields } = draft.require('shot', target.id);
    const { [target.fieldId]: _before, ...others } = customFields;
    draft.update('shot', target.id, {
      // An empty field has no value.
      customFields: text === '' ? others : { ...customFields, [target.fieldId]: text },
    });
  } else draft.update(target.kind, target.id as never, { [target.field]: text } as never);
}

const shortened = (words: string): string => (words.length > 40 ? `${words.slice(0, 39)}…` : words);

export const replaceCommands = [replaceText] as const;
