import type { ShotId } from '@shared/document/ids';
import type { Preset } from '@shared/generation/job';
import type { GenerationPreview } from '@shared/generation/preview';
import { previewKling } from '@shared/generation/previewGeneration';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { call } from '../state/bridge';
import { documentStore, useDocument } from '../state/documentStore';
import type { Maker } from '../state/generators';

/** ms after the last change before a free maker is asked what it says. */
const calmMs = 250;

/**
 * What would be sent for these shots, what stands against it, what it costs. null = nothing to say: the local renderer
 * takes everything, others are being asked.
 */
export function useRunPreview(
  maker: Pick<Maker, 'provider' | 'settings'>,
  shotIds: readonly ShotId[],
  preset: Preset,
): GenerationPreview | null {
  const revision = useDeferredValue(
    useDocument((_document, { isLoaded, revision: at }) => (isLoaded ? at : -1)),
  );
  const key = shotIds.join(' ');
  const priced = useMemo(() => {
    const { document } = documentStore.getState();
    if (revision < 0 || maker.provider !== 'kling') return null;
    const present = key.split(' ').filter((id) => document.has('shot', id)) as ShotId[];
    if (present.length === 0) return null;
    try {
      return previewKling(document, { shotIds: present, preset, settings: maker.settings });
    } catch {
      // Settings that cannot be read: the worker says so, in words, when it is sent.
      return null;
    }
  }, [revision, key, maker, preset]);
  const told = useToldPreview(maker, key, preset, revision);
  return maker.provider === 'kling' ? priced : told;
}

/** Servers and programs of the person's: the worker asks them. */
function useToldPreview(
  { provider, settings }: Pick<Maker, 'provider' | 'settings'>,
  key: string,
  preset: Preset,
  revision: number,
): GenerationPreview | null {
  const [told, setTold] = useState<GenerationPreview | null>(null);
  useEffect(() => {
    setTold(null);
    if (revision < 0 || key === '' || provider === 'kling' || provider === 'local') return;
    let isAlive = true;
    const timer = window.setTimeout(() => {
      const wish = { shotIds: key.split(' ') as ShotId[], provider, preset, settings };
      call('generation.preview', wish).then(
        (next) => isAlive && setTold(next),
        // What keeps it from being asked is said again, in words, when it is sent.
        () => undefined,
      );
    }, calmMs);
    return () => {
      isAlive = false;
      window.clearTimeout(timer);
    };
  }, [provider, settings, key, preset, revision]);
  return told;
}
