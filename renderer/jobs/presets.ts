import type { Preset } from '@shared/generation/job';

/** How large a run is made, to choose from. */
export const presets = [
  { value: 'draft', label: 'Draft' },
  { value: 'full', label: 'Full' },
] as const satisfies readonly { value: Preset; label: string }[];
