import type { Take } from '@shared/document/records';
import { modelWords } from '@shared/generation/makerWords';

/** "Kling 3.0", "local draft". */
export function takeMakerWords({
  provider,
  model,
  preset,
}: Pick<Take, 'provider' | 'model' | 'preset'>): string {
  const maker = provider === 'local' ? 'local' : modelWords(model);
  return preset === 'draft' ? `${maker} draft` : maker;
}
