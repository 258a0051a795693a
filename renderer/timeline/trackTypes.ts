import type { Track } from '@shared/document/records';
import { type Icon, Mic, Music, Volume2 } from '../ui/icons';

export const trackIcons: Readonly<Record<Track['type'], Icon>> = {
  dialogue: Mic,
  effects: Volume2,
  music: Music,
};

export const trackTitles: Readonly<Record<Track['type'], string>> = {
  dialogue: 'Dialogue',
  effects: 'Effects',
  music: 'Music',
};
