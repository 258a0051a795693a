import { restPose } from '@shared/camera/poses';
import { comfyObjectInfo } from '@shared/testing/comfyObjectInfo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkOf } from './apiWorkflow';
import { cameraChange, cameraMoveOf, stillCamera } from './cameraChange';
import { checkTemplate } from './checkWorkflow';
import { movesIn } from './detectCamera';
import { detectSlots } from './detectSlots';
import { fillSlots, type SlotValues } from './fillSlots';
import { fitFrame } from './fitFrame';
import { parseObjectInfo } from './objectInfo';
import { ruledNumber, templateSchema, type WorkflowTemplate } from './template';

const info = parseObjectInfo(comfyObjectInfo());

const workflow = {
  model: { class_type: 'UNETLoader', inputs: { unet_name: 'a.safetensors', weight_dtype: 'default' } },
  clip: { class_type: 'CLIPLoader', inputs: { clip_name: 'clip_l.safetensors', type: 'wan' } },
  vae: { class_type: 'VAELoader', inputs: { vae_name: 'ae.safetensors' } },
  good: { class_type: 'CLIPTextEncode', inputs: { text: 'words', clip: ['clip', 0] } },
  bad: { class_type: 'CLIPTextEncode', inputs: { text: 'blurry', clip: ['clip', 0] } },
  picture: { class_type: 'LoadImage', inputs: { image: 'x.png' } },
  scaled: { class_type: 'FluxKontextImageScale', inputs: { image: ['picture', 0] } },
  latent: {
    class_type: 'Wan22ImageToVideoLatent',
    inputs: {
      vae: ['vae', 0],
      width: 1280,
      height: 704,
      length: 41,
      batch_size: 1,
      start_image: ['scaled', 0],
    },
  },
  sample: {
    class_type: 'KSampler',
    inputs: {
      model: ['model', 0],
      seed: 1,
      steps: 20,
      cfg: 5,
      sampler_name: 'euler',
      scheduler: 'simple',
      denoise: 1,
      positive: ['good', 0],
      negative: ['bad', 0],
      latent_image: ['latent', 0],
    },
  },
  decode: { class_type: 'VAEDecode', inputs: { samples: ['sample', 0], vae: ['vae', 0] } },
  video: { class_type: 'CreateVideo', inputs: { images: ['decode', 0], fps: 24 } },
  save: {
    class_type: 'SaveVideo',
    inputs: { video: ['video', 0], filename_prefix: 'a', format: 'mp4', codec: 'h264' },
  },
  other: { class_type: 'SaveImage', inputs: { images: ['decode', 0], filename_prefix: 'b' } },
};

function template(more: Partial<WorkflowTemplate> = {}): WorkflowTemplate {
  const found = detectSlots(workflow, info);
  return templateSchema.parse({
    version: 1,
    id: 'mine',
    name: 'Mine',
    makes: found.output?.makes,
    workflow,
    slots: found.slots.map(({ slot }) => slot),
    outputNodeId: found.output?.nodeId,
    framesPerSecond: found.framesPerSecond,
    pixels: found.pixels,
    ...more,
  });
}

const values: SlotValues = {
  prompt: 'a fox on a hill',
  negativePrompt: '',
  seed: 77,
  frameSize: { width: 1920, height: 1080 },
  pixelShare: 1,
  seconds: 2,
  framesPerSecond: 30,
  firstImage: 'ekonte/first.png',
  lastImage: null,
  references: [],
  camera: stillCamera,
};

describe('filling', () => {
  it('puts everything where it belongs and leaves out what does not lead to the result', () => {
    const made = fillSlots(template(), values);
    expect(made).toMatchObject({ width: 1248, height: 704, frames: 49, framesPerSecond: 24 });
    expect(made.workflow['good']?.inputs['text']).toBe('a fox on a hill');
    expect(made.workflow['bad']?.inputs['text']).toBe('blurry');
    expect(made.workflow['picture']?.inputs['image']).toBe('ekonte/first.png');
    expect(made.workflow['latent']?.inputs).toMatchObject({ width: 1248, height: 704, length: 49 });
    expect(made.workflow['sample']?.inputs['seed']).toBe(77);
    expect(made.workflow['other']).toBeUndefined();
  });

  it('changes nothing of the template', () => {
    const before = structuredClone(workflow);
    fillSlots(template(), values);
    expect(workflow).toEqual(before);
  });

  it('does without a picture where the node may', () => {
    const made = fillSlots(template(), { ...values, firstImage: null });
    expect(made.workflow['latent']?.inputs['start_image']).toBeUndefined();
    expect(made.workflow['picture']).toBeUndefined();
    expect(made.workflow['scaled']).toBeUndefined();
  });

  it('refuses in words where it may not', () => {
    const strict = template();
    const slots = strict.slots.map((slot) => (slot.slot === 'firstImage' ? { ...slot, detach: null } : slot));
    expect(() => fillSlots({ ...strict, slots }, { ...values, firstImage: null })).toThrow(
      '"Mine" needs a first image',
    );
  });

  it('a portrait film has portrait clips, a draft fewer pixels', () => {
    const portrait = fillSlots(template(), { ...values, frameSize: { width: 1080, height: 1920 } });
    expect([portrait.width, portrait.height]).toEqual([704, 1248]);
    const draft = fillSlots(template(), { ...values, pixelShare: 0.25 });
    expect([draft.width, draft.height]).toEqual([640, 352]);
  });

  it('every number keeps to its rule, every link leads somewhere', () => {
    const size = fc.integer({ min: 16, max: 8_192 });
    fc.assert(
      fc.property(size, size, fc.double({ min: 0.04, max: 60, noNaN: true }), (width, height, seconds) => {
        const made = fillSlots(template(), { ...values, frameSize: { width, height }, seconds });
        expect((made.width ?? 0) % 32).toBe(0);
        expect((made.height ?? 0) % 32).toBe(0);
        expect(((made.frames ?? 0) - 1) % 4).toBe(0);
        expect(made.frames).toBeGreaterThanOrEqual(Math.floor(seconds * 24));
        for (const { inputs } of Object.values(made.workflow)) {
          for (const value of Object.values(inputs)) {
            const link = linkOf(value);
            if (link) expect(made.workflow[link.nodeId]).toBeDefined();
          }
        }
      }),
    );
  });
});

it('what a server lacks is named with what it has instead', () => {
  const lacks = checkTemplate(
    template({ workflow: { ...workflow, odd: { class_type: 'Odd', inputs: {} } } }),
    info,
  );
  expect(lacks.map(({ type, nodeId, input }) => [type, nodeId, input])).toEqual([
    ['file', 'model', 'unet_name'],
    ['node', 'odd', null],
  ]);
  expect(lacks[0]?.message).toContain('does not have a.safetensors');
  expect(lacks[0]?.options).toContain('wan2.2_ti2v_5B_fp16.safetensors');
});

it.each([
  [13, { min: 1, step: 4, max: null }, 13],
  [14, { min: 1, step: 4, max: null }, 17],
  [3, { min: 9, step: 8, max: null }, 9],
  [500, { min: 1, step: 4, max: 100 }, 97],
  [7.2, null, 7.2],
])('%d by %o is %d', (wanted, rule, expected) => {
  expect(ruledNumber(wanted, rule, 'up')).toBe(expected);
});

it.each([
  [{ width: 1920, height: 1080 }, 399_360, 16, { width: 848, height: 480 }],
  [{ width: 2048, height: 858 }, 901_120, 32, { width: 1440, height: 608 }],
  [{ width: 1000, height: 1000 }, 1_048_576, 16, { width: 1024, height: 1024 }],
])('%o at %d pixels by steps of %d', (frame, pixels, step, expected) => {
  const rule = { min: step, step, max: null };
  expect(fitFrame(frame, pixels, rule, rule)).toEqual(expected);
});

describe('camera', () => {
  const rest = restPose(35);
  it.each([
    ['static', rest],
    ['panRight', { ...rest, panShift: 0.4 }],
    ['panLeft', { ...rest, x: -0.3 }],
    ['panDown', { ...rest, tiltShift: 0.2 }],
    ['panUp', { ...rest, y: -0.2, panShift: 0.1 }],
    ['zoomIn', { ...rest, focalMm: 70, panShift: 0.2 }],
    ['zoomOut', { ...rest, z: -0.5 }],
    ['rollRight', { ...rest, rollDeg: 20 }],
    ['rollLeft', { ...rest, rollDeg: -20 }],
  ] as const)('%s', (move, to) => {
    expect(cameraMoveOf(cameraChange(rest, to))).toBe(move);
  });

  it('knows moves by what workflows call them', () => {
    expect(
      movesIn(['Static', 'Pan Up', 'pan_left', 'ZOOM-IN', 'Anti Clockwise (ACW)', 'ClockWise (CW)', 'x']),
    ).toEqual({
      static: 'Static',
      panUp: 'Pan Up',
      panLeft: 'pan_left',
      zoomIn: 'ZOOM-IN',
      rollLeft: 'Anti Clockwise (ACW)',
      rollRight: 'ClockWise (CW)',
    });
  });
});
