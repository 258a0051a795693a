import type { Track } from '@shared/document/records';

/** Colours of the timeline, read from the window's tokens once: a canvas cannot use CSS variables. */
export interface TimelineTheme {
  readonly lane: string;
  readonly panel: string;
  readonly raised: string;
  readonly separator: string;
  readonly line: string;
  readonly text: string;
  readonly bright: string;
  readonly dim: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly onAccent: string;
  readonly danger: string;
  readonly dangerText: string;
  readonly dangerSoft: string;
  /** Of what is planned and not under way. */
  readonly bracket: string;
  readonly onPicture: string;
  readonly tracks: Readonly<Record<Track['type'], TrackTheme>>;
  readonly font: string;
}

export interface TrackTheme {
  readonly body: string;
  readonly wave: string;
  readonly tab: string;
  readonly label: string;
}

/** A colour part of the way to another; both "#rrggbb". */
export function mixColours(from: string, to: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const a = Number.parseInt(from.slice(at, at + 2), 16);
    const b = Number.parseInt(to.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

/** The same hue at another lightness, 0 … 1, a little paler: what is drawn on a coloured ground stays of its colour. */
export function sameHue(colour: string, lightness: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255) as [
    number,
    number,
    number,
  ];
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const span = most - least;
  const saturation = span === 0 ? 0 : span / (1 - Math.abs(most + least - 1));
  const sixth =
    span === 0
      ? 0
      : most === red
        ? ((green - blue) / span + 6) % 6
        : most === green
          ? (blue - red) / span + 2
          : (red - green) / span + 4;
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  return `hsl(${Math.round(sixth * 60)} ${percent(saturation * 0.75)} ${percent(lightness)})`;
}

export function readTheme(element: Element): TimelineTheme {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const dark = token('--color-window');
  const trackTheme = (name: string): TrackTheme => {
    const body = token(name);
    return {
      body,
      wave: sameHue(body, 0.54),
      tab: mixColours(body, dark, 0.34),
      label: sameHue(body, 0.88),
    };
  };
  return {
    lane: mixColours(dark, token('--color-panel'), 0.55),
    panel: token('--color-panel'),
    raised: token('--color-raised'),
    separator: dark,
    line: token('--color-line'),
    text: token('--color-text'),
    bright: token('--color-bright'),
    dim: token('--color-dim'),
    accent: token('--color-accent'),
    accentSoft: token('--color-accent-soft'),
    onAccent: token('--color-on-accent'),
    danger: token('--color-danger'),
    dangerText: token('--color-danger-text'),
    dangerSoft: token('--color-danger-soft'),
    bracket: mixColours(token('--color-line'), token('--color-dim'), 0.55),
    onPicture: token('--color-on-picture'),
    tracks: {
      dialogue: trackTheme('--color-dialogue'),
      effects: trackTheme('--color-effects'),
      music: trackTheme('--color-music'),
    },
    font: token('--font-ui'),
  };
}
