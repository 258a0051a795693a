import type { ShotId } from '@shared/document/ids';
import type { Preset } from '@shared/generation/job';
import type { GenerationPreview } from '@shared/generation/preview';
import type { LocalChoices } from '@shared/generation/stills/stillChoices';
import { useMemo, useState } from 'react';
import { call } from '../state/bridge';
import type { Maker } from '../state/generators';
import { chooseMaker, useMaker } from '../state/makerStore';
import { raiseError } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { setRunSettings, useRunSettings, withRunSettings } from '../state/runSettings';
import { savePictures } from '../state/savePictures';
import { generateClips } from './generateScope';
import { jobsPanelStore } from './jobsPanelStore';
import { bringsPictures, landingOf, useStillsOf } from './pictureWork';
import type { RunChange, RunExtras } from './runMends';
import { useRunPreview } from './useRunPreview';

/** Shots that are about to be asked for, by the maker that is chosen, with what is set for it. */
export interface Run {
  readonly makers: readonly Maker[];
  readonly maker: Maker;
  readonly preset: Preset;
  /** What pictures the local renderer is asked for; null = clips, or somebody else is asked. */
  readonly stills: LocalChoices | null;
  readonly extras: RunExtras;
  /** null = nothing to say of it, or somebody is being asked. */
  readonly preview: GenerationPreview | null;
  readonly isPaid: boolean;
  readonly change: (to: RunChange) => void;
  /** Sends it, with a yes to the price that `preview` says. @returns whether it is in the queue */
  readonly start: () => Promise<boolean>;
  /** Shows all that would be sent, and sends nothing. */
  readonly check: () => Promise<void>;
}

const noExtras: { readonly key: string; readonly extras: RunExtras } = { key: '', extras: {} };

/**
 * The one way in which shots are asked for, wherever a person does it.
 * @param firstExtras what holds for the run as long as nothing was mended for it
 */
export function useRun(shotIds: readonly ShotId[], firstExtras: RunExtras = noExtras.extras): Run {
  const { makers, maker, preset } = useMaker();
  const run = useRunSettings(maker.id);
  // What was mended for one run says nothing about another.
  const runKey = `${maker.id} ${shotIds.join(' ')}`;
  const [mended, setMended] = useState(noExtras);
  const extras = mended.key === runKey ? mended.extras : firstExtras;
  const stills = useStillsOf(maker, run);
  const asked = useMemo(() => {
    const set = stills ? { provider: maker.provider, settings: stills } : withRunSettings(maker, run);
    return { ...set, settings: (set.settings && { ...set.settings, ...extras }) as Maker['settings'] };
  }, [maker, run, extras, stills]);
  const preview = useRunPreview(asked, shotIds, preset);
  // What costs nothing needs no yes.
  const isPaid = maker.provider === 'kling';
  return {
    makers,
    maker,
    preset,
    stills,
    extras,
    preview,
    isPaid,
    change: (to) => {
      if (to.type === 'film') void runCommand(to.command, to.args, { keepSelection: true });
      else if (to.type === 'settings') setRunSettings(maker.id, { ...run, ...to.change });
      else if (to.type === 'model') chooseMaker(`${maker.provider} ${to.model}`);
      else setMended({ key: runKey, extras: to.extras });
    },
    start: () => {
      const landAs = bringsPictures(maker, run) ? landingOf(maker, run) : undefined;
      if (landAs === 'folder') return stills ? savePictures(shotIds, stills) : Promise.resolve(false);
      const approved = isPaid ? (preview?.cost ?? null) : null;
      return generateClips(shotIds, stills ? 'full' : preset, asked, approved, landAs);
    },
    check: async () => {
      try {
        const wish = { shotIds: [...shotIds], provider: asked.provider, preset, settings: asked.settings };
        jobsPanelStore.setState({ dryRun: await call('generation.preview', wish), isGenerateOpen: false });
      } catch (error) {
        raiseError(error);
      }
    },
  };
}

/** What a run with a maker that is not paid costs, in words. */
export function freeWords({ provider }: Maker): string {
  if (provider === 'local') return 'No cost, no network';
  return provider === 'comfyui' ? 'No cost: on your servers' : 'No cost: on this machine';
}
