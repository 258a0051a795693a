import type { Model } from '../model';
import type { GenerationRequest } from '../request';
import { type KlingBlueprint, placeholder, submissionKey } from './blueprint';
import { encodeInputs } from './encodeInputs';
import { legacyPictureBytes } from './encodeLegacyVideo';
import { legacyPrompt } from './klingPrompt';

type JsonBody = KlingBlueprint['body'];

/**
 * Pictures and series of them; the legacy API is the only one for these.
 * @throws RangeError for a model that makes no pictures
 */
export function encodeStills(request: GenerationRequest, model: Model): KlingBlueprint {
  const { output } = request;
  if (output.type !== 'stills' || !model.stills) throw new RangeError(`${model.name} makes no pictures.`);
  const inputs = encodeInputs(request, model, legacyPictureBytes);
  const prompt = legacyPrompt({ ...request, plannedBy: 'model' }, model);
  const images = inputs.pictures.map(({ placeholder: image }) => ({ image }));
  const elements = inputs.elements.map(({ placeholder: element_id }) => ({ element_id }));
  const common = {
    model_name: model.names.legacy ?? '',
    prompt: prompt.text,
    resolution: request.resolution,
    aspect_ratio: request.ratio,
    ...(elements.length > 0 ? { element_list: elements } : {}),
    external_task_id: placeholder(submissionKey),
  };
  const list = [...inputs.inputs];
  if (model.names.omni !== undefined) {
    const amount = output.isSeries
      ? { result_type: 'series', series_amount: output.count }
      : { result_type: 'single', n: output.count };
    const body: JsonBody = { ...common, ...amount, ...(images.length > 0 ? { image_list: images } : {}) };
    return { api: 'legacy', route: model.names.omni, body, inputs: list };
  }
  const [image] = images;
  const body: JsonBody = { ...common, n: output.count, ...(image ?? {}) };
  return { api: 'legacy', route: model.names.image ?? '', body, inputs: list };
}
