import { models } from '@shared/generation/models';
import type { LocalChoices } from '@shared/generation/stills/stillChoices';
import { call } from './bridge';

/** Somebody who makes clips: the provider with the choice that tells it apart from its like. */
export interface Maker {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  readonly settings:
    | { readonly templateId: string }
    | { readonly programId: string }
    | { readonly model: string }
    | LocalChoices
    | null;
  readonly makes: 'video' | 'image';
}

export const localMaker: Maker = {
  id: 'local',
  label: 'Local renderer',
  provider: 'local',
  settings: null,
  makes: 'video',
};

/** Kling's models, those for video first, where there is a key. */
function klingMakers(): Maker[] {
  return models()
    .filter(({ provider }) => provider === 'kling')
    .map(({ id, name, isConfirmed, makes }) => ({
      id: `kling ${id}`,
      label: isConfirmed ? name : `${name} (unconfirmed)`,
      provider: 'kling',
      settings: { model: id },
      makes: makes.includes('video') ? ('video' as const) : ('image' as const),
    }))
    .sort((a, b) => Number(a.makes === 'image') - Number(b.makes === 'image'));
}

/** All that can be asked now: the local renderer, workflows where a server is set, programs that are on, paid services. */
export async function loadMakers(): Promise<readonly Maker[]> {
  const [servers, templates, programs, keys] = await Promise.all([
    call('comfyui.servers', null),
    call('comfyui.templates', null),
    call('programs.list', null),
    call('keys.status', null),
  ]);
  const hasServer = servers.some(({ isEnabled }) => isEnabled);
  return [
    localMaker,
    ...(hasServer ? templates : []).map(({ template }) => ({
      id: `comfyui ${template.id}`,
      label: `ComfyUI · ${template.name}`,
      provider: 'comfyui',
      settings: { templateId: template.id },
      makes: template.makes,
    })),
    ...programs
      .filter(({ isEnabled }) => isEnabled)
      .map((program) => ({
        id: `command ${program.id}`,
        label: program.name,
        provider: 'command',
        settings: { programId: program.id },
        makes: program.makes,
      })),
    ...(keys.kling ? klingMakers() : []),
  ];
}
