import { templateSchema, type WorkflowTemplate } from '@shared/generation/comfyui/template';
import fluxKontext from '../../../../assets/comfyui/flux-kontext.json' with { type: 'json' };
import ltxvImage from '../../../../assets/comfyui/ltxv-image.json' with { type: 'json' };
import ltxvText from '../../../../assets/comfyui/ltxv-text.json' with { type: 'json' };
import qwenEdit from '../../../../assets/comfyui/qwen-edit.json' with { type: 'json' };
import sdxl from '../../../../assets/comfyui/sdxl.json' with { type: 'json' };
import wan5b from '../../../../assets/comfyui/wan22-5b.json' with { type: 'json' };
import wanCamera from '../../../../assets/comfyui/wan22-14b-camera.json' with { type: 'json' };
import wanFrames from '../../../../assets/comfyui/wan22-14b-frames.json' with { type: 'json' };

let parsed: readonly WorkflowTemplate[] | null = null;

/** Workflows that come with the program, for models many people have. Parsed when first asked for. */
export function shippedTemplates(): readonly WorkflowTemplate[] {
  parsed ??= [wan5b, wanFrames, wanCamera, ltxvText, ltxvImage, qwenEdit, fluxKontext, sdxl].map((template) =>
    templateSchema.parse(template),
  );
  return parsed;
}
