import { type Model, modelSchema } from './model';
import comfyui from './models/comfyui.json' with { type: 'json' };
import command from './models/command.json' with { type: 'json' };
import kling25Turbo from './models/kling-2.5-turbo.json' with { type: 'json' };
import kling26 from './models/kling-2.6.json' with { type: 'json' };
import kling30 from './models/kling-3.0.json' with { type: 'json' };
import kling30Omni from './models/kling-3.0-omni.json' with { type: 'json' };
import kling30Turbo from './models/kling-3.0-turbo.json' with { type: 'json' };
import kling40 from './models/kling-4.0.json' with { type: 'json' };
import kling40Flash from './models/kling-4.0-flash.json' with { type: 'json' };
import klingImage30 from './models/kling-image-3.0.json' with { type: 'json' };
import klingImage30Omni from './models/kling-image-3.0-omni.json' with { type: 'json' };
import klingO1 from './models/kling-o1.json' with { type: 'json' };
import local from './models/local.json' with { type: 'json' };

const files: readonly unknown[] = [
  local,
  kling30Omni,
  kling30,
  kling30Turbo,
  klingO1,
  kling26,
  kling25Turbo,
  kling40,
  kling40Flash,
  klingImage30Omni,
  klingImage30,
  comfyui,
  command,
];

let known: readonly Model[] | null = null;

/** All models there are, those to be offered first in front. Read and checked at the first call. */
export function models(): readonly Model[] {
  known ??= files.map((file) => modelSchema.parse(file));
  return known;
}

export function findModel(id: string): Model | undefined {
  return models().find((model) => model.id === id);
}

/** @throws RangeError for a model there is no file of */
export function requireModel(id: string): Model {
  const model = findModel(id);
  if (!model)
    throw new RangeError(
      `There is no model "${id}". Known: ${models()
        .map(({ id }) => id)
        .join(', ')}.`,
    );
  return model;
}
