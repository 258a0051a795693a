import type { CompiledPrompt } from '../compilePrompt';
import type { Model } from '../model';
import type { GenerationRequest } from '../request';
import { totalSeconds } from '../seconds';
import { type KlingBlueprint, placeholder, submissionKey } from './blueprint';
import { type EncodedInputs, encodeInputs } from './encodeInputs';
import { legacyPrompt } from './klingPrompt';

/** What the legacy API takes inline, bytes. */
export const legacyPictureBytes = 10_000_000;

/**
 * A request in the legacy API's words: shots as a list, seconds as text, `on` and `off`.
 * @throws RangeError for a model that the legacy API does not have
 */
export function encodeLegacyVideo(request: GenerationRequest, model: Model): KlingBlueprint {
  const { legacy, omni } = model.names;
  if (legacy === undefined) {
    throw new RangeError(
      `${model.name} is not offered by the older API that an access key opens. Use an API key.`,
    );
  }
  const inputs = encodeInputs(request, model, legacyPictureBytes);
  const prompt = legacyPrompt(request, model);
  const common = {
    // Without it another model answers.
    model_name: legacy,
    ...shotsOf(request, model, prompt),
    mode: { '720p': 'std', '1080p': 'pro', '4k': '4k' }[request.resolution as '720p' | '1080p' | '4k'],
    duration: String(totalSeconds(request.shots)),
    ...(model.sound.mode === 'none' ? {} : { sound: request.sound === 'on' ? 'on' : 'off' }),
    watermark_info: { enabled: false },
    external_task_id: placeholder(submissionKey),
  };
  const list = [...inputs.inputs];
  if (omni !== undefined) {
    return {
      api: 'legacy',
      route: 'v1/videos/omni-video',
      body: { ...common, ...omniInputs(request, inputs) },
      inputs: list,
    };
  }
  if (inputs.firstFrame) {
    const body = {
      ...common,
      image: inputs.firstFrame,
      ...(inputs.lastFrame ? { image_tail: inputs.lastFrame } : {}),
      ...elementList(inputs),
    };
    return { api: 'legacy', route: 'v1/videos/image2video', body, inputs: list };
  }
  return {
    api: 'legacy',
    route: 'v1/videos/text2video',
    body: { ...common, aspect_ratio: request.ratio },
    inputs: list,
  };
}

function shotsOf(request: GenerationRequest, model: Model, prompt: CompiledPrompt) {
  if (!prompt.isMultiShot) return { ...(model.multiShot ? { multi_shot: false } : {}), prompt: prompt.text };
  if (request.plannedBy === 'model')
    return { multi_shot: true, shot_type: 'intelligence', prompt: prompt.text };
  return {
    multi_shot: true,
    shot_type: 'customize',
    prompt: '',
    multi_prompt: prompt.shots.map(({ text, seconds }, index) => ({
      index: index + 1,
      prompt: text,
      duration: String(seconds),
    })),
  };
}

function omniInputs(request: GenerationRequest, inputs: EncodedInputs) {
  const images = [
    ...(inputs.firstFrame ? [{ image_url: inputs.firstFrame, type: 'first_frame' }] : []),
    ...(inputs.lastFrame ? [{ image_url: inputs.lastFrame, type: 'end_frame' }] : []),
    ...inputs.pictures.map(({ placeholder: image_url }) => ({ image_url })),
  ];
  const { clip } = inputs;
  return {
    ...(images.length > 0 ? { image_list: images } : {}),
    ...elementList(inputs),
    ...(clip
      ? {
          video_list: [
            {
              video_url: clip.url,
              refer_type: clip.use === 'edit' ? 'base' : 'feature',
              keep_original_sound: request.sound === 'original' ? 'yes' : 'no',
            },
          ],
        }
      : {}),
    // A guide needs it even so; else a first frame, or a clip to change, brings its own.
    ...(clip?.use !== 'guide' && (inputs.firstFrame || clip) ? {} : { aspect_ratio: request.ratio }),
  };
}

function elementList({ elements }: EncodedInputs) {
  if (elements.length === 0) return {};
  return { element_list: elements.map(({ placeholder: element_id }) => ({ element_id })) };
}
