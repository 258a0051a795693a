import { useEffect, useState } from 'react';
import { registerActions } from '../state/actions';
import { Playback } from './playback';
import { playbackActions } from './playbackActions';

/** The one player of the window, while some part of the window shows or drives it. */
let shared: { readonly playback: Playback; readonly stopActions: () => void; users: number } | null = null;

function acquire(): Playback {
  shared ??= { playback: new Playback(), stopActions: registerActions(playbackActions), users: 0 };
  shared.users += 1;
  return shared.playback;
}

function release(): void {
  if (!shared) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  shared.playback.dispose();
  shared.stopActions();
  shared = null;
}

/** Null in the first render: the player is made once something is on screen. */
export function usePlayback(): Playback | null {
  const [playback, setPlayback] = useState<Playback | null>(null);
  useEffect(() => {
    setPlayback(acquire());
    return () => {
      setPlayback(null);
      release();
    };
  }, []);
  return playback;
}
