import type { ValidateFunction } from 'ajv';
// minContains and maxContains are of this draft.
import { Ajv2019 } from 'ajv/dist/2019.js';
import { schemas } from './schemas';

const ajv = new Ajv2019({ allErrors: true, strict: false });
const validators = new Map<string, ValidateFunction>(
  Object.entries(schemas).map(([route, schema]) => [route, ajv.compile(schema)]),
);

export const knownRoutes: readonly string[] = Object.keys(schemas);

/** What is wrong with a body, in the vendor's manner: the first field; null = nothing, undefined = no such route. */
export function bodyProblem(route: string, body: unknown): string | null | undefined {
  const validate = validators.get(route);
  if (!validate) return undefined;
  if (!validate(body)) {
    // The branches of a choice each say why they are not it; what else is wrong says more.
    const errors = validate.errors ?? [];
    const error = errors.find(({ schemaPath }) => !schemaPath.includes('/anyOf/')) ?? errors[0];
    return `${error?.instancePath ?? ''} ${error?.message ?? 'is not valid'} ${JSON.stringify(error?.params ?? {})}`.trim();
  }
  return meaningProblem(route, body as Body);
}

interface Body {
  readonly prompt?: string;
  readonly contents?: readonly { readonly type: string; readonly text?: string; readonly id?: string }[];
  readonly settings?: {
    readonly duration: number;
    readonly multi_shot?: boolean;
    readonly audio?: string;
    readonly aspect_ratio?: string;
  };
  readonly multi_prompt?: readonly { readonly index: number; readonly duration: string }[];
  readonly duration?: string;
  readonly sound?: string;
  readonly video_list?: readonly { readonly refer_type?: string }[];
  readonly aspect_ratio?: string;
}

/** Rules that no schema says: sums, exclusions, names in the prompt. */
function meaningProblem(route: string, body: Body): string | null {
  const contents = body.contents ?? [];
  const count = (type: string) => contents.filter((item) => item.type === type).length;
  const prompt = body.prompt ?? contents.find((item) => item.type === 'prompt')?.text ?? '';
  if (body.settings) {
    const { duration, multi_shot, audio, aspect_ratio } = body.settings;
    const shots = [...prompt.matchAll(/(?:^|; )shot (\d+), (\d+), /g)];
    if (prompt.startsWith('shot 1, ')) {
      if (shots.length > 6) return 'prompt: more than 6 shots';
      if (shots.some(([, index], at) => Number(index) !== at + 1)) return 'prompt: shots are not in order';
      if (shots.reduce((sum, [, , length]) => sum + Number(length), 0) !== duration)
        return 'prompt: shot seconds do not add up to duration';
      if (prompt.split(/; ?(?:shot \d+, \d+, )?/).some((words) => [...words].length > 530))
        return 'prompt: a shot has more than 512 characters';
      if (multi_shot === false) return 'settings.multi_shot: false with a list of shots';
    }
    const hasVideo = count('feature_video') + count('base_video') > 0;
    if (hasVideo && audio === 'native') return 'settings.audio: native with a video';
    if (count('feature_video') > 0 && audio !== undefined && audio !== 'off')
      return 'settings.audio: must be off with feature_video';
    if (audio === 'original' && !hasVideo) return 'settings.audio: original without a video';
    if (count('base_video') > 0 && (count('first_frame') + count('last_frame') > 0 || multi_shot === true))
      return 'contents: base_video excludes frames and multi_shot';
    if (count('last_frame') > 0 && count('first_frame') === 0)
      return 'contents: last_frame without first_frame';
    if (
      route.startsWith('omni-video/') &&
      !hasVideo &&
      count('first_frame') === 0 &&
      aspect_ratio === undefined
    )
      return 'settings.aspect_ratio: needed';
    const ids = contents.flatMap(({ id }) => (id === undefined ? [] : [id]));
    for (const id of ids) {
      if (ids.some((other) => other !== id && other.includes(id)))
        return `contents: id ${id} is a part of another`;
      if (ids.filter((other) => other === id).length > 1) return `contents: id ${id} is there twice`;
      if (prompt.replaceAll(`@${id}`, '').toLowerCase().includes(id.toLowerCase()))
        return `prompt: ${id} stands in the prose`;
    }
    const mentioned = prompt.match(/@[A-Za-z]\w+/g) ?? [];
    const strange = mentioned.find((mention) => !ids.includes(mention.slice(1)));
    if (strange) return `prompt: nothing is called ${strange}`;
  }
  if (body.multi_prompt) {
    if (body.multi_prompt.some(({ index }, at) => index !== at + 1)) return 'multi_prompt: index has gaps';
    if (body.multi_prompt.reduce((sum, { duration }) => sum + Number(duration), 0) !== Number(body.duration))
      return 'multi_prompt: seconds do not add up';
  }
  if (body.video_list && body.sound === 'on') return 'sound: on with a video_list';
  if (body.video_list?.some(({ refer_type }) => refer_type === 'feature') && body.aspect_ratio === undefined)
    return 'aspect_ratio: needed with a feature video';
  return null;
}
