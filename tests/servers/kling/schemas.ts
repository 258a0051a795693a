import { address, list, mentionId, object, oneOf, picture, type Schema, text } from './schemaParts';

/*
 * What Kling's API takes, written from its documents (not from our encoders): one JSON schema a route. Fields it does
 * not know are refused, so that a slip of the pen in an encoder shows.
 */

const options = object(
  {
    external_task_id: text(64, 1),
    callback_url: address,
    watermark_info: object({ enabled: { type: 'boolean' } }, ['enabled']),
  },
  [],
);

const seconds = (min: number, max: number): Schema => ({ type: 'integer', minimum: min, maximum: max });
const fiveOrTen = oneOf(5, 10);

interface VideoModel {
  readonly prompt: number;
  readonly resolutions: readonly string[];
  readonly duration: Schema;
  readonly audio: readonly string[] | null;
  readonly multiShot: boolean;
  readonly lastFrame: boolean;
  readonly elements: number;
}

const videoModels: Readonly<Record<string, VideoModel>> = {
  'kling-3.0': {
    prompt: 3072,
    resolutions: ['720p', '1080p', '4k'],
    duration: seconds(3, 15),
    audio: ['off', 'native'],
    multiShot: true,
    lastFrame: true,
    elements: 3,
  },
  'kling-3.0-turbo': {
    prompt: 2500,
    resolutions: ['720p', '1080p'],
    duration: seconds(3, 15),
    audio: null,
    multiShot: false,
    lastFrame: false,
    elements: 0,
  },
  'kling-2.6': {
    prompt: 2500,
    resolutions: ['720p', '1080p'],
    duration: fiveOrTen,
    audio: ['off', 'native'],
    multiShot: false,
    lastFrame: true,
    elements: 0,
  },
  'kling-2.5-turbo': {
    prompt: 2500,
    resolutions: ['720p', '1080p'],
    duration: fiveOrTen,
    audio: null,
    multiShot: false,
    lastFrame: true,
    elements: 0,
  },
};

function settings(
  model: Omit<VideoModel, 'prompt' | 'lastFrame' | 'elements'>,
  ratio: 'required' | 'optional' | 'none',
): Schema {
  return object(
    {
      resolution: oneOf(...model.resolutions),
      duration: model.duration,
      ...(ratio === 'none' ? {} : { aspect_ratio: oneOf('16:9', '9:16', '1:1') }),
      ...(model.audio ? { audio: oneOf(...model.audio) } : {}),
      ...(model.multiShot ? { multi_shot: { type: 'boolean' } } : {}),
    },
    [
      'resolution',
      'duration',
      ...(ratio === 'required' ? ['aspect_ratio'] : []),
      ...(model.multiShot ? ['multi_shot'] : []),
    ],
  );
}

const contentPrompt = (max: number): Schema =>
  object({ type: { const: 'prompt' }, text: text(max, 1) }, ['type', 'text']);
const contentElement = object(
  { type: { const: 'element' }, element_id: { type: 'string', pattern: '^\\d{1,20}$' }, id: mentionId },
  ['type', 'element_id', 'id'],
);
const exactlyOne = (type: string): Schema => ({
  contains: { properties: { type: { const: type } } },
  minContains: 1,
  maxContains: 1,
});
const atMost = (type: string, max: number): Schema => ({
  contains: { properties: { type: { const: type } } },
  minContains: 0,
  maxContains: max,
});

function textToVideo(model: VideoModel): Schema {
  return object({ prompt: text(model.prompt, 1), settings: settings(model, 'required'), options }, [
    'prompt',
    'settings',
  ]);
}

function imageToVideo(model: VideoModel): Schema {
  const frame = (type: string) => object({ type: { const: type }, url: picture }, ['type', 'url']);
  const contents = {
    type: 'array',
    items: {
      anyOf: [
        contentPrompt(model.prompt),
        frame('first_frame'),
        ...(model.lastFrame ? [frame('last_frame')] : []),
        ...(model.elements > 0 ? [contentElement] : []),
      ],
    },
    allOf: [
      exactlyOne('prompt'),
      exactlyOne('first_frame'),
      atMost('last_frame', 1),
      atMost('element', model.elements),
    ],
  };
  return object({ contents, settings: settings(model, 'none'), options }, ['contents', 'settings']);
}

function omniVideo(model: Omit<VideoModel, 'lastFrame' | 'elements'>): Schema {
  const item = (type: string, url: Schema, idNeeded: boolean) =>
    object({ type: { const: type }, url, id: mentionId }, idNeeded ? ['type', 'url', 'id'] : ['type', 'url']);
  const contents = {
    type: 'array',
    items: {
      anyOf: [
        contentPrompt(model.prompt),
        item('first_frame', picture, false),
        item('last_frame', picture, false),
        item('refer_image', picture, false),
        item('feature_video', address, false),
        item('base_video', address, false),
        contentElement,
      ],
    },
    allOf: [
      exactlyOne('prompt'),
      atMost('first_frame', 1),
      atMost('last_frame', 1),
      atMost('feature_video', 1),
      atMost('base_video', 1),
      atMost('refer_image', 10),
      atMost('element', 7),
    ],
  };
  return object({ contents, settings: settings(model, 'optional'), options }, ['contents', 'settings']);
}

const omniModels: Readonly<Record<string, Omit<VideoModel, 'lastFrame' | 'elements'>>> = {
  'kling-3.0-omni': { ...(videoModels['kling-3.0'] as VideoModel), audio: ['off', 'native', 'original'] },
  'kling-o1': {
    prompt: 2500,
    resolutions: ['720p', '1080p'],
    duration: seconds(3, 10),
    audio: ['off', 'original'],
    multiShot: false,
  },
  'kling-4.0': {
    prompt: 2500,
    resolutions: ['720p', '1080p'],
    duration: seconds(3, 30),
    audio: null,
    multiShot: true,
  },
  'kling-4.0-flash': {
    prompt: 2500,
    resolutions: ['720p'],
    duration: seconds(3, 20),
    audio: null,
    multiShot: true,
  },
};

const wholeText = (min: number, max: number): Schema => ({
  enum: Array.from({ length: max - min + 1 }, (_, index) => String(min + index)),
});

const legacyShots: Schema = {
  multi_shot: { type: 'boolean' },
  shot_type: oneOf('customize', 'intelligence'),
  prompt: text(2500),
  multi_prompt: list(
    object(
      {
        index: { type: 'integer', minimum: 1, maximum: 6 },
        prompt: text(512, 1),
        duration: wholeText(1, 15),
      },
      ['index', 'prompt', 'duration'],
    ),
    1,
    6,
  ),
};
const legacyCommon: Schema = {
  ...legacyShots,
  model_name: { type: 'string' },
  mode: oneOf('std', 'pro', '4k'),
  duration: wholeText(3, 15),
  sound: oneOf('on', 'off'),
  aspect_ratio: oneOf('16:9', '9:16', '1:1'),
  watermark_info: object({ enabled: { type: 'boolean' } }, ['enabled']),
  callback_url: address,
  external_task_id: text(64, 1),
};
const elementList = list(object({ element_id: { type: 'integer' } }, ['element_id']), 1, 7);
/** When shots are listed, the list is there and the prompt is not asked for; else the prompt is. */
const legacyRules = {
  if: {
    properties: { shot_type: { const: 'customize' }, multi_shot: { const: true } },
    required: ['shot_type', 'multi_shot'],
  },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  then: { required: ['multi_prompt'] },
  else: { properties: { prompt: { type: 'string', minLength: 1 } }, required: ['prompt'] },
};

const legacyOmni = {
  ...object(
    {
      ...legacyCommon,
      image_list: list(
        object({ image_url: picture, type: oneOf('first_frame', 'end_frame') }, ['image_url']),
        1,
        // Seven references; whether the frames count among them is not said anywhere, so they are let through.
        9,
      ),
      element_list: elementList,
      video_list: list(
        object(
          {
            video_url: address,
            refer_type: oneOf('base', 'feature'),
            keep_original_sound: oneOf('yes', 'no'),
          },
          ['video_url'],
        ),
        1,
        1,
      ),
    },
    ['model_name', 'mode', 'duration'],
  ),
  ...legacyRules,
};
const legacyText = {
  ...object(legacyCommon, ['model_name', 'mode', 'duration', 'aspect_ratio']),
  ...legacyRules,
};
const { aspect_ratio: _ratio, ...legacyImageCommon } = legacyCommon;
const legacyImage = {
  ...object(
    {
      ...legacyImageCommon,
      image: picture,
      image_tail: picture,
      element_list: list(object({ element_id: { type: 'integer' } }, ['element_id']), 1, 3),
    },
    ['model_name', 'mode', 'duration', 'image'],
  ),
  ...legacyRules,
};

const imageRatio = oneOf('16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', 'auto');

/** By route. */
export const schemas: Readonly<Record<string, Schema>> = {
  ...Object.fromEntries(
    Object.entries(videoModels).flatMap(([id, model]) => [
      [`text-to-video/${id}`, textToVideo(model)],
      [`image-to-video/${id}`, imageToVideo(model)],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(omniModels).map(([id, model]) => [`omni-video/${id}`, omniVideo(model)]),
  ),
  'v1/videos/omni-video': legacyOmni,
  'v1/videos/text2video': legacyText,
  'v1/videos/image2video': legacyImage,
  'v1/images/generations': object(
    {
      model_name: oneOf('kling-v3', 'kling-v2-1'),
      prompt: text(2500, 1),
      negative_prompt: text(2500),
      image: picture,
      element_list: elementList,
      resolution: oneOf('1k', '2k'),
      n: { type: 'integer', minimum: 1, maximum: 9 },
      aspect_ratio: imageRatio,
      external_task_id: text(64, 1),
      callback_url: address,
    },
    ['model_name', 'prompt'],
  ),
  'v1/images/omni-image': object(
    {
      model_name: oneOf('kling-v3-omni', 'kling-image-o1'),
      prompt: text(2500, 1),
      image_list: list(object({ image: picture }, ['image']), 1, 10),
      element_list: elementList,
      resolution: oneOf('1k', '2k', '4k'),
      result_type: oneOf('single', 'series'),
      series_amount: { anyOf: [{ type: 'integer', minimum: 2, maximum: 9 }, { const: 'auto' }] },
      n: { type: 'integer', minimum: 1, maximum: 9 },
      aspect_ratio: imageRatio,
      external_task_id: text(64, 1),
      callback_url: address,
    },
    ['model_name', 'prompt'],
  ),
  'v1/general/advanced-custom-elements': object(
    {
      element_name: text(20, 1),
      element_description: text(100, 1),
      reference_type: oneOf('image_refer', 'video_refer'),
      element_image_list: object(
        { frontal_image: picture, refer_images: list(object({ image_url: picture }, ['image_url']), 1, 3) },
        ['frontal_image', 'refer_images'],
      ),
      element_video_list: object(
        { refer_videos: list(object({ video_url: address }, ['video_url']), 1, 1) },
        ['refer_videos'],
      ),
      element_voice_id: text(64, 1),
      tag_list: list(object({ tag_id: { type: 'string', pattern: '^o_10[1-8]$' } }, ['tag_id']), 1, 8),
      callback_url: address,
    },
    ['element_name', 'element_description', 'reference_type'],
  ),
  'v1/general/custom-voices': object({ voice_name: text(20, 1), voice_url: address, video_id: text(64, 1) }, [
    'voice_name',
  ]),
  'v1/audio/tts': object(
    {
      text: text(1000, 1),
      voice_id: text(64, 1),
      voice_language: oneOf('zh', 'en'),
      voice_speed: { type: 'number', minimum: 0.8, maximum: 2 },
    },
    ['text', 'voice_id', 'voice_language'],
  ),
  'v1/videos/identify-face': object({ video_id: text(64, 1), video_url: address }, []),
  'v1/videos/advanced-lip-sync': object(
    {
      session_id: text(64, 1),
      face_choose: list(
        object(
          {
            face_id: text(64, 1),
            audio_id: text(64, 1),
            sound_file: picture,
            sound_start_time: { type: 'integer', minimum: 0 },
            sound_end_time: { type: 'integer', minimum: 1 },
            sound_insert_time: { type: 'integer', minimum: 0 },
            sound_volume: { type: 'number', minimum: 0, maximum: 2 },
            original_audio_volume: { type: 'number', minimum: 0, maximum: 2 },
          },
          ['face_id', 'sound_start_time', 'sound_end_time', 'sound_insert_time'],
        ),
        1,
        1,
      ),
      external_task_id: text(64, 1),
      callback_url: address,
    },
    ['session_id', 'face_choose'],
  ),
};
