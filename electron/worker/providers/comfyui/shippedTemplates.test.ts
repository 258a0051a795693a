import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { linkOf } from '@shared/generation/comfyui/apiWorkflow';
import { stillCamera } from '@shared/generation/comfyui/cameraChange';
import { checkTemplate } from '@shared/generation/comfyui/checkWorkflow';
import { detectSlots } from '@shared/generation/comfyui/detectSlots';
import { fillSlots, pictureNeeds } from '@shared/generation/comfyui/fillSlots';
import { parseObjectInfo } from '@shared/generation/comfyui/objectInfo';
import { comfyObjectInfo } from '@shared/testing/comfyObjectInfo';
import { describe, expect, it } from 'vitest';
import { shippedTemplates } from './shippedTemplates';

const info = parseObjectInfo(comfyObjectInfo());
const root = join(import.meta.dirname, '../../../..');

it('are all the files of assets/comfyui', () => {
  const files = readdirSync(join(root, 'assets/comfyui')).map((name) => name.replace(/\.json$/, ''));
  expect(
    shippedTemplates()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(files.sort());
});

describe.each(shippedTemplates().map((template) => [template.id, template] as const))(
  '%s',
  (_id, template) => {
    it('uses nodes, inputs and choices that a server of ComfyUI has', () => {
      expect(checkTemplate(template, info)).toEqual([]);
    });

    it('has links whose types fit', () => {
      for (const [nodeId, node] of Object.entries(template.workflow)) {
        const known = info.get(node.class_type);
        for (const [name, value] of Object.entries(node.inputs)) {
          const input = known?.inputs.find((candidate) => candidate.name === name);
          expect(input, `${nodeId}.${name}`).toBeDefined();
          const link = linkOf(value);
          const origin = link && template.workflow[link.nodeId];
          if (!link || !origin) continue;
          expect(info.get(origin.class_type)?.outputTypes[link.output], `${nodeId}.${name}`).toBe(
            input?.type,
          );
        }
      }
    });

    it('has the slots that would be found in it', () => {
      const found = detectSlots(template.workflow, info).slots.map(({ slot }) => [slot.slot, slot.targets]);
      expect(template.slots.map(({ slot, targets }) => [slot, targets])).toEqual(found);
    });

    it.each([
      ['every picture', 9],
      ['the fewest pictures', 0],
    ])('can be filled with %s', (_case, extra) => {
      const { needs, takes, references, neededReferences } = pictureNeeds(template);
      const has = (slot: 'firstImage' | 'lastImage') => (extra > 0 ? takes : needs).has(slot);
      const { workflow } = fillSlots(template, {
        prompt: 'a fox',
        negativePrompt: '',
        seed: 3,
        frameSize: { width: 2048, height: 858 },
        pixelShare: 1,
        seconds: 3.3,
        framesPerSecond: 24,
        firstImage: has('firstImage') ? 'first.png' : null,
        lastImage: has('lastImage') ? 'last.png' : null,
        references: Array.from(
          { length: extra > 0 ? references : neededReferences },
          (_, index) => `${index}.png`,
        ),
        camera: stillCamera,
      });
      const filled = { ...template, workflow };
      expect(checkTemplate(filled, info)).toEqual([]);
      expect(workflow[template.outputNodeId]).toBeDefined();
      expect(JSON.stringify(workflow)).not.toContain('example.png');
    });
  },
);
