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

export function readTheme(element: Element): TimelineTheme {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const bright = token('--color-bright');
  const dark = token('--color-window');
  const trackTheme = (name: string): TrackTheme => {
    const body = token(name);
    return {
      body,
      wave: mixColours(body, bright, 0.46),
      tab: mixColours(body, dark, 0.34),
      label: mixColours(body, bright, 0.86),
    };
  };
  return {
    lane: mixColours(dark, token('--color-panel'), 0.55),
    panel: token('--color-panel'),
    raised: token('--color-raised'),
    separator: dark,
    line: token('--color-line'),
    text: token('--color-text'),
    bright,
    dim: token('--color-dim'),
    accent: token('--color-accent'),
    accentSoft: token('--color-accent-soft'),
    onAccent: token('--color-on-accent'),
    danger: token('--color-danger'),
    onPicture: token('--color-on-picture'),
    tracks: {
      dialogue: trackTheme('--color-dialogue'),
      effects: trackTheme('--color-effects'),
      music: trackTheme('--color-music'),
    },
    font: token('--font-ui'),
  };
}
