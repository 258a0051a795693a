/** By mediabunny's names: what Chromium decodes on every system, and the PCM that mediabunny reads itself. */
const videoCodecs = new Set(['avc', 'vp8', 'vp9', 'av1']);
const soundCodecs = new Set([
  'aac',
  'opus',
  'mp3',
  'vorbis',
  'flac',
  'ulaw',
  'alaw',
  'pcm-u8',
  'pcm-s8',
  'pcm-s16',
  'pcm-s16be',
  'pcm-s24',
  'pcm-s24be',
  'pcm-s32',
  'pcm-s32be',
  'pcm-f32',
  'pcm-f32be',
  'pcm-f64',
  'pcm-f64be',
]);

/** What people call a codec, by mediabunny's name or the code in the file. */
const names: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'HEVC (H.265)',
  hvc1: 'HEVC (H.265)',
  hev1: 'HEVC (H.265)',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  apch: 'ProRes 422 HQ',
  apcn: 'ProRes 422',
  apcs: 'ProRes 422 LT',
  apco: 'ProRes 422 Proxy',
  ap4h: 'ProRes 4444',
  ap4x: 'ProRes 4444 XQ',
  avdn: 'DNxHD',
  avdh: 'DNxHR',
  v_prores: 'ProRes',
  jpeg: 'Motion JPEG',
  mjpa: 'Motion JPEG',
  v_mjpeg: 'Motion JPEG',
  mp4v: 'MPEG-4 Part 2',
  'v_mpeg4/iso/asp': 'MPEG-4 Part 2',
  v_mpeg2: 'MPEG-2',
  v_mpeg1: 'MPEG-1',
  'v_mpegh/iso/hevc': 'HEVC (H.265)',
  'v_mpeg4/iso/avc': 'H.264',
  mx5p: 'XDCAM MPEG-2',
  cfhd: 'CineForm',
  vvc1: 'VVC (H.266)',
  'rle ': 'QuickTime Animation',
  'png ': 'PNG video',
  alac: 'Apple Lossless',
  a_alac: 'Apple Lossless',
  ac3: 'Dolby Digital (AC-3)',
  'ac-3': 'Dolby Digital (AC-3)',
  a_ac3: 'Dolby Digital (AC-3)',
  eac3: 'Dolby Digital Plus (E-AC-3)',
  'ec-3': 'Dolby Digital Plus (E-AC-3)',
  a_eac3: 'Dolby Digital Plus (E-AC-3)',
  dts: 'DTS',
  dtsc: 'DTS',
  a_dts: 'DTS',
  a_truehd: 'Dolby TrueHD',
};

/** The name of a codec for a person: by mediabunny's name, else by the file's own code. */
export function codecName(codec: string | null, code: string | null): string {
  const detailed = code === null ? undefined : names[code.toLowerCase()];
  const known = codec === null ? undefined : names[codec];
  return detailed ?? known ?? codec?.toUpperCase() ?? code?.trim() ?? 'unknown codec';
}

export interface CodecFacts {
  readonly codec: string | null;
  /** The code the file gives it. */
  readonly code: string | null;
}

/** null = Chromium plays it (H.264 in all its profiles); else what to call it in a refusal. */
export function unplayableVideo({ codec, code }: CodecFacts): string | null {
  return codec !== null && videoCodecs.has(codec) ? null : codecName(codec, code);
}

/** null = it can be played; else what to call it in a refusal. */
export function unplayableSound({ codec, code }: CodecFacts): string | null {
  return codec !== null && soundCodecs.has(codec) ? null : codecName(codec, code);
}
