const unitsASecond: Readonly<
  Record<string, Readonly<Record<string, readonly [silent: number, sound: number, video: number]>>>
> = {
  'kling-3.0': { '720p': [0.6, 0.9, 0], '1080p': [0.8, 1.2, 0], '4k': [3, 3, 0] },
  'kling-3.0-omni': { '720p': [0.6, 0.8, 0.9], '1080p': [0.8, 1, 1.2], '4k': [3, 3, 3] },
  'kling-3.0-turbo': { '720p': [0.8, 0.8, 0], '1080p': [1, 1, 0] },
  'kling-o1': { '720p': [0.6, 0.6, 0.9], '1080p': [0.8, 0.8, 1.2] },
  'kling-2.6': { '720p': [0.3, 0.3, 0], '1080p': [0.5, 1, 0] },
  'kling-2.5-turbo': { '720p': [0.3, 0.3, 0], '1080p': [0.5, 0.5, 0] },
};

interface Settings {
  readonly duration?: number;
  readonly resolution?: string;
  readonly audio?: string;
}

/** What a task is charged when it is done, units. */
export function unitsOf(route: string, body: Record<string, unknown>): number {
  if (route.startsWith('v1/images')) {
    const count =
      body.result_type === 'series'
        ? body.series_amount === 'auto'
          ? 4
          : Number(body.series_amount)
        : Number(body.n ?? 1);
    return count * (body.resolution === '4k' ? 16 : 8);
  }
  if (route === 'v1/videos/advanced-lip-sync') return 0.5;
  const model = route.split('/')[1] ?? '';
  const settings = (body.settings ?? {}) as Settings;
  const legacyNames: Record<string, string> = {
    'kling-v3': 'kling-3.0',
    'kling-v3-omni': 'kling-3.0-omni',
    'kling-video-o1': 'kling-o1',
    'kling-v2-6': 'kling-2.6',
    'kling-v2-5-turbo': 'kling-2.5-turbo',
  };
  const name = legacyNames[String(body.model_name)] ?? model;
  const resolution =
    settings.resolution ?? { std: '720p', pro: '1080p', '4k': '4k' }[String(body.mode)] ?? '720p';
  const [silent, sound, video] = unitsASecond[name]?.[resolution] ?? [1, 1, 1];
  const hasVideo = /"(feature|base)_video"|"video_list"/.test(JSON.stringify(body));
  const hasSound = settings.audio === 'native' || body.sound === 'on';
  const seconds = settings.duration ?? Number(body.duration);
  return round(seconds * (hasVideo ? video : hasSound ? sound : silent));
}

/** Units are counted in millionths. */
export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
