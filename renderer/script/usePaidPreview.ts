import type { ShotId } from '@shared/document/ids';
import type { Job } from '@shared/generation/job';
import type { GenerationPreview, GenerationWish } from '@shared/generation/preview';
import { useEffect, useState } from 'react';
import { call } from '../state/bridge';
import { useDocument } from '../state/documentStore';
import { raiseError, raiseNotice } from '../state/notices';

export interface PaidPreview {
  /** null = being asked. */
  readonly preview: GenerationPreview | null;
  /** What stands against it, in words. */
  readonly problems: readonly string[];
  /** Sends what was seen, with a yes to its price. @returns whether it is in the queue */
  readonly send: () => Promise<boolean>;
}

/** What something paid would cost and what stands against it, asked anew whenever it or the film changes. */
export function usePaidPreview(
  shotId: ShotId,
  provider: string,
  settings: Readonly<Record<string, string | number | boolean | null>>,
): PaidPreview {
  const [preview, setPreview] = useState<GenerationPreview | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const revision = useDocument((_document, { revision: at }) => at);
  const key = JSON.stringify(settings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision may have another answer
  useEffect(() => {
    let isCurrent = true;
    call('generation.preview', wishOf(shotId, provider, key)).then(
      (answer) => {
        if (!isCurrent) return;
        setPreview(answer);
        setFailure(null);
      },
      (error: unknown) => {
        if (isCurrent) setFailure(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [shotId, provider, key, revision]);
  const problems = failure
    ? [failure]
    : (preview?.groups.flatMap((group) => group.problems.map(({ message }) => message)) ?? []);
  const send = async (): Promise<boolean> => {
    try {
      const wish = wishOf(shotId, provider, key);
      const jobs = await call('generation.submit', { ...wish, approved: preview?.cost ?? null });
      tell(jobs);
      return true;
    } catch (error) {
      raiseError(error);
      return false;
    }
  };
  return { preview, problems, send };
}

const wishOf = (shotId: ShotId, provider: string, settings: string): GenerationWish => ({
  shotIds: [shotId],
  provider,
  preset: 'full',
  settings: JSON.parse(settings) as GenerationWish['settings'],
});

function tell([job]: readonly Job[]): void {
  if (job) {
    const what = job.type === 'speech' ? 'The voice' : 'The lip-sync';
    raiseNotice({
      tone: 'info',
      message: `${what} for ${job.label} is under way. Jobs shows how it stands.`,
    });
  }
}
