/*
 * What ComfyUI's server says of the nodes our templates and tests use, in the form of /object_info: names, order, types
 * and limits as the nodes of ComfyUI's core declare them. Both ways of declaring a choice are here, as in real answers.
 */

type Spec = readonly [unknown, Readonly<Record<string, unknown>>?];
type Section = Readonly<Record<string, Spec>>;

const maxResolution = 16_384;
const seed = {
  default: 0,
  min: 0,
  // The server says 2^64 - 1.
  max: 2 ** 64,
  control_after_generate: true,
} as const;
const int = (value: number, min: number, step: number, max = maxResolution): Spec => [
  'INT',
  { default: value, min, max, step },
];
const float = (value: number, min = 0, max = 100, step = 0.01): Spec => [
  'FLOAT',
  { default: value, min, max, step },
];
const text: Spec = ['STRING', { multiline: true, dynamicPrompts: true }];
const choice = (options: readonly string[], more: Readonly<Record<string, unknown>> = {}): Spec => [
  options,
  more,
];
/** As nodes of the newer kind declare it. */
const combo = (options: readonly string[], more: Readonly<Record<string, unknown>> = {}): Spec => [
  'COMBO',
  { options, multiselect: false, ...more },
];
const size = (width: number, height: number, step: number, min = step): Section => ({
  width: int(width, min, step),
  height: int(height, min, step),
});
const batch = { batch_size: int(1, 1, 1, 4_096) };

function node(required: Section, output: readonly string[], optional?: Section, isOutput = false): object {
  const sections = optional ? { required, optional } : { required };
  return {
    input: sections,
    input_order: Object.fromEntries(
      Object.entries(sections).map(([name, section]) => [name, Object.keys(section)]),
    ),
    output,
    output_is_list: output.map(() => false),
    output_name: output,
    output_node: isOutput,
    category: 'core',
  };
}

const conditioned = { positive: ['CONDITIONING'], negative: ['CONDITIONING'] } satisfies Section;
const samplers = ['euler', 'euler_ancestral', 'dpmpp_2m', 'uni_pc', 'res_multistep'];
const schedulers = ['simple', 'normal', 'karras', 'sgm_uniform'];
const sampling = {
  steps: int(20, 1, 1, 10_000),
  cfg: float(8, 0, 100, 0.1),
  sampler_name: choice(samplers),
  scheduler: choice(schedulers),
};

/** Files the test server has in its models folders. */
export const comfyModels = {
  checkpoints: ['sd_xl_base_1.0.safetensors', 'ltx-video-2b-v0.9.5.safetensors', 'v1-5-pruned-emaonly.ckpt'],
  diffusion: [
    'wan2.2_ti2v_5B_fp16.safetensors',
    'wan2.2_i2v_high_noise_14B_fp8_scaled.safetensors',
    'wan2.2_i2v_low_noise_14B_fp8_scaled.safetensors',
    'wan2.2_fun_camera_high_noise_14B_fp8_scaled.safetensors',
    'wan2.2_fun_camera_low_noise_14B_fp8_scaled.safetensors',
    'qwen_image_edit_2509_fp8_e4m3fn.safetensors',
    'flux1-dev-kontext_fp8_scaled.safetensors',
  ],
  encoders: [
    'umt5_xxl_fp8_e4m3fn_scaled.safetensors',
    't5xxl_fp16.safetensors',
    't5xxl_fp8_e4m3fn_scaled.safetensors',
    'clip_l.safetensors',
    'qwen_2.5_vl_7b_fp8_scaled.safetensors',
  ],
  vae: ['wan2.2_vae.safetensors', 'wan_2.1_vae.safetensors', 'qwen_image_vae.safetensors', 'ae.safetensors'],
} as const;

/** The body of /object_info. */
export function comfyObjectInfo(): Record<string, object> {
  return {
    CheckpointLoaderSimple: node({ ckpt_name: choice(comfyModels.checkpoints) }, ['MODEL', 'CLIP', 'VAE']),
    UNETLoader: node(
      {
        unet_name: choice(comfyModels.diffusion),
        weight_dtype: choice(['default', 'fp8_e4m3fn', 'fp8_e4m3fn_fast', 'fp8_e5m2']),
      },
      ['MODEL'],
    ),
    CLIPLoader: node(
      {
        clip_name: choice(comfyModels.encoders),
        type: choice(['stable_diffusion', 'sd3', 'ltxv', 'wan', 'qwen_image']),
      },
      ['CLIP'],
      { device: choice(['default', 'cpu'], { advanced: true }) },
    ),
    DualCLIPLoader: node(
      {
        clip_name1: choice(comfyModels.encoders),
        clip_name2: choice(comfyModels.encoders),
        type: choice(['sdxl', 'sd3', 'flux']),
      },
      ['CLIP'],
      { device: choice(['default', 'cpu'], { advanced: true }) },
    ),
    VAELoader: node({ vae_name: choice(comfyModels.vae) }, ['VAE']),
    CLIPTextEncode: node({ text, clip: ['CLIP'] }, ['CONDITIONING']),
    ConditioningZeroOut: node({ conditioning: ['CONDITIONING'] }, ['CONDITIONING']),
    KSampler: node(
      {
        model: ['MODEL'],
        seed: ['INT', seed],
        ...sampling,
        ...conditioned,
        latent_image: ['LATENT'],
        denoise: float(1, 0, 1),
      },
      ['LATENT'],
    ),
    KSamplerAdvanced: node(
      {
        model: ['MODEL'],
        add_noise: choice(['enable', 'disable']),
        noise_seed: ['INT', seed],
        ...sampling,
        ...conditioned,
        latent_image: ['LATENT'],
        start_at_step: int(0, 0, 1, 10_000),
        end_at_step: int(10_000, 0, 1, 10_000),
        return_with_leftover_noise: choice(['disable', 'enable']),
      },
      ['LATENT'],
    ),
    SamplerCustom: node(
      {
        model: ['MODEL'],
        add_noise: ['BOOLEAN', { default: true }],
        noise_seed: ['INT', seed],
        cfg: float(8, 0, 100, 0.1),
        ...conditioned,
        sampler: ['SAMPLER'],
        sigmas: ['SIGMAS'],
        latent_image: ['LATENT'],
      },
      ['LATENT', 'LATENT'],
    ),
    KSamplerSelect: node({ sampler_name: combo(samplers) }, ['SAMPLER']),
    LTXVScheduler: node(
      {
        steps: int(20, 1, 1, 10_000),
        max_shift: float(2.05),
        base_shift: float(0.95),
        stretch: ['BOOLEAN', { default: true }],
        terminal: float(0.1, 0, 0.99),
      },
      ['SIGMAS'],
      { latent: ['LATENT'] },
    ),
    LTXVConditioning: node({ ...conditioned, frame_rate: float(25, 0, 1_000) }, [
      'CONDITIONING',
      'CONDITIONING',
    ]),
    EmptyLTXVLatentVideo: node({ ...size(768, 512, 32, 64), length: int(97, 1, 8), ...batch }, ['LATENT']),
    LTXVImgToVideo: node(
      {
        ...conditioned,
        vae: ['VAE'],
        image: ['IMAGE'],
        ...size(768, 512, 32, 64),
        length: int(97, 9, 8),
        ...batch,
        strength: float(1, 0, 1),
      },
      ['CONDITIONING', 'CONDITIONING', 'LATENT'],
    ),
    Wan22ImageToVideoLatent: node(
      { vae: ['VAE'], ...size(1_280, 704, 32), length: int(49, 1, 4), ...batch },
      ['LATENT'],
      { start_image: ['IMAGE'] },
    ),
    WanFirstLastFrameToVideo: node(
      { ...conditioned, vae: ['VAE'], ...size(832, 480, 16), length: int(81, 1, 4), ...batch },
      ['CONDITIONING', 'CONDITIONING', 'LATENT'],
      {
        clip_vision_start_image: ['CLIP_VISION_OUTPUT'],
        clip_vision_end_image: ['CLIP_VISION_OUTPUT'],
        start_image: ['IMAGE'],
        end_image: ['IMAGE'],
      },
    ),
    WanCameraImageToVideo: node(
      { ...conditioned, vae: ['VAE'], ...size(832, 480, 16), length: int(81, 1, 4), ...batch },
      ['CONDITIONING', 'CONDITIONING', 'LATENT'],
      {
        clip_vision_output: ['CLIP_VISION_OUTPUT'],
        start_image: ['IMAGE'],
        camera_conditions: ['WAN_CAMERA_EMBEDDING'],
      },
    ),
    WanCameraEmbedding: node(
      {
        camera_pose: combo(
          [
            'Static',
            'Pan Up',
            'Pan Down',
            'Pan Left',
            'Pan Right',
            'Zoom In',
            'Zoom Out',
            'Anti Clockwise (ACW)',
            'ClockWise (CW)',
          ],
          { default: 'Static' },
        ),
        ...size(832, 480, 16),
        length: int(81, 1, 4),
      },
      ['WAN_CAMERA_EMBEDDING', 'INT', 'INT', 'INT'],
      {
        speed: float(1, 0, 10, 0.1),
        fx: float(0.5, 0, 1, 1e-9),
        fy: float(0.5, 0, 1, 1e-9),
        cx: float(0.5, 0, 1),
        cy: float(0.5, 0, 1),
      },
    ),
    EmptyHunyuanLatentVideo: node({ ...size(848, 480, 16), length: int(25, 1, 4), ...batch }, ['LATENT']),
    EmptyLatentImage: node({ ...size(512, 512, 8, 16), ...batch }, ['LATENT']),
    EmptySD3LatentImage: node({ ...size(1_024, 1_024, 16), ...batch }, ['LATENT']),
    ModelSamplingSD3: node({ model: ['MODEL'], shift: float(3) }, ['MODEL']),
    ModelSamplingAuraFlow: node({ model: ['MODEL'], shift: float(1.73) }, ['MODEL']),
    CFGNorm: node({ model: ['MODEL'], strength: float(1) }, ['MODEL']),
    TextEncodeQwenImageEditPlus: node({ clip: ['CLIP'], prompt: text }, ['CONDITIONING'], {
      vae: ['VAE'],
      image1: ['IMAGE'],
      image2: ['IMAGE'],
      image3: ['IMAGE'],
    }),
    FluxGuidance: node({ conditioning: ['CONDITIONING'], guidance: float(3.5, 0, 100, 0.1) }, [
      'CONDITIONING',
    ]),
    FluxKontextImageScale: node({ image: ['IMAGE'] }, ['IMAGE']),
    ReferenceLatent: node({ conditioning: ['CONDITIONING'] }, ['CONDITIONING'], { latent: ['LATENT'] }),
    ImageStitch: node(
      {
        image1: ['IMAGE'],
        direction: combo(['right', 'down', 'left', 'up'], { default: 'right' }),
        match_image_size: ['BOOLEAN', { default: true }],
        spacing_width: int(0, 0, 2, 1_024),
        spacing_color: combo(['white', 'black', 'red', 'green', 'blue'], { default: 'white' }),
      },
      ['IMAGE'],
      { image2: ['IMAGE'] },
    ),
    VAEEncode: node({ pixels: ['IMAGE'], vae: ['VAE'] }, ['LATENT']),
    VAEDecode: node({ samples: ['LATENT'], vae: ['VAE'] }, ['IMAGE']),
    LoadImage: node({ image: choice(['example.png'], { image_upload: true }) }, ['IMAGE', 'MASK']),
    PrimitiveInt: node({ value: ['INT', { control_after_generate: true, min: -1e15, max: 1e15 }] }, ['INT']),
    PrimitiveStringMultiline: node({ value: ['STRING', { multiline: true }] }, ['STRING']),
    CreateVideo: node({ images: ['IMAGE'], fps: float(30, 1, 120, 1) }, ['VIDEO'], {
      audio: ['AUDIO'],
    }),
    SaveVideo: node(
      {
        video: ['VIDEO'],
        filename_prefix: ['STRING', { default: 'video/ComfyUI' }],
        format: combo(['auto', 'mp4'], { default: 'auto' }),
        codec: combo(['auto', 'h264'], { default: 'auto' }),
      },
      [],
      undefined,
      true,
    ),
    SaveWEBM: node(
      {
        images: ['IMAGE'],
        filename_prefix: ['STRING', { default: 'ComfyUI' }],
        codec: combo(['vp9', 'av1']),
        fps: float(24, 0.01, 1_000),
        crf: float(32, 0, 63, 1),
      },
      [],
      undefined,
      true,
    ),
    SaveAnimatedWEBP: node(
      {
        images: ['IMAGE'],
        filename_prefix: ['STRING', { default: 'ComfyUI' }],
        fps: float(6, 0.01, 1_000),
        lossless: ['BOOLEAN', { default: true }],
        quality: int(80, 0, 1, 100),
        method: choice(['default', 'fastest', 'slowest']),
      },
      [],
      undefined,
      true,
    ),
    SaveImage: node(
      { images: ['IMAGE'], filename_prefix: ['STRING', { default: 'ComfyUI' }] },
      [],
      undefined,
      true,
    ),
    PreviewImage: node({ images: ['IMAGE'] }, [], undefined, true),
  };
}
