import type { Model } from '../model';
import type { GenerationRequest } from '../request';
import { totalSeconds } from '../seconds';
import { type KlingBlueprint, placeholder, submissionKey } from './blueprint';
import { type EncodedInputs, encodeInputs } from './encodeInputs';
import { firstFrameId, imageId, standardPrompt, videoId } from './klingPrompt';

/** What the new standard takes inline, bytes. */
const maxPictureBytes = 50_000_000;

/**
 * A request in the new standard's words: text-to-video, image-to-video or omni-video, as model and inputs ask for.
 * Expects a request that `checkRequest` finds nothing wrong with.
 * @throws RangeError for a model without a route
 */
export function encodeVideo(request: GenerationRequest, model: Model): KlingBlueprint {
  const { names } = model;
  const inputs = encodeInputs(request, model, maxPictureBytes);
  const prompt = standardPrompt(request, model);
  const options = { external_task_id: placeholder(submissionKey), watermark_info: { enabled: false } };
  const product = names.omni ? 'omni' : inputs.firstFrame ? 'image' : 'text';
  const route = names[product];
  if (route === undefined) throw new RangeError(`${model.name} has no route for ${product} to video.`);
  const settings = settingsOf(request, model, prompt.isMultiShot, hasRatio(product, inputs));
  const body =
    product === 'text'
      ? { prompt: prompt.text, settings, options }
      : { contents: contentsOf(inputs, prompt.text, prompt.ids, product === 'omni'), settings, options };
  return { api: 'standard', route, body, inputs: [...inputs.inputs] };
}

/** From text the ratio is ours; a first frame or a clip brings its own. */
function hasRatio(product: 'omni' | 'image' | 'text', { firstFrame, clip }: EncodedInputs): boolean {
  return product === 'text' || (product === 'omni' && !firstFrame && !clip);
}

function settingsOf(request: GenerationRequest, model: Model, isMultiShot: boolean, withRatio: boolean) {
  const { sound, multiShot } = model;
  const audio = { on: 'native', off: 'off', original: 'original' }[request.sound];
  return {
    resolution: request.resolution,
    ...(withRatio ? { aspect_ratio: request.ratio } : {}),
    duration: totalSeconds(request.shots),
    ...(sound.mode === 'optional' || sound.keepsOriginal ? { audio } : {}),
    // Its own default is true: cuts where none are wanted.
    ...(multiShot?.hasSwitch ? { multi_shot: isMultiShot } : {}),
  };
}

function contentsOf(
  inputs: EncodedInputs,
  text: string,
  ids: ReadonlyMap<string, string>,
  isOmni: boolean,
): Record<string, string>[] {
  let looseImages = 0;
  return [
    { type: 'prompt', text },
    ...(inputs.firstFrame
      ? [{ type: 'first_frame', url: inputs.firstFrame, ...(isOmni ? { id: firstFrameId } : {}) }]
      : []),
    ...(inputs.lastFrame ? [{ type: 'last_frame', url: inputs.lastFrame }] : []),
    ...inputs.pictures.map(({ placeholder: url, elementId }) => ({
      type: 'refer_image',
      url,
      id: (elementId === null ? undefined : ids.get(elementId)) ?? imageId(looseImages++),
    })),
    ...(inputs.clip
      ? [
          {
            type: inputs.clip.use === 'edit' ? 'base_video' : 'feature_video',
            url: inputs.clip.url,
            id: videoId,
          },
        ]
      : []),
    ...inputs.elements.map(({ placeholder: element_id, elementId }) => ({
      type: 'element',
      element_id,
      id: ids.get(elementId) ?? '',
    })),
  ];
}
