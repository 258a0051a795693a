import { compilePrompt, plainStyle } from '@shared/generation/compilePrompt';
import { requireModel } from '@shared/generation/models';
import type { GenerationRequest } from '@shared/generation/request';

/**
 * The words of a request for a model that takes one text. Elements whose pictures are sent are named; the others are
 * described, since words are all the model gets of them.
 * @param pictureNumbers elements whose picture is sent, with its number where the model knows pictures by number
 */
export function requestPrompt(
  request: GenerationRequest,
  pictureNumbers: ReadonlyMap<string, number | null>,
): string {
  const elements = request.elements.map((element) =>
    pictureNumbers.has(element.elementId) ? element : { ...element, references: [], clipUrl: null },
  );
  const model = requireModel(request.model);
  return compilePrompt({ ...request, elements }, model, {
    ...plainStyle,
    ids: (shown) =>
      new Map(
        shown.map(({ elementId, name }) => {
          const number = pictureNumbers.get(elementId) ?? null;
          return [elementId, number === null ? name : `${name} (picture ${number})`];
        }),
      ),
  }).text;
}
