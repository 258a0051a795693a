import { checkRequest } from '@shared/generation/checkRequest';
import type { JobRequestView } from '@shared/generation/jobRequestView';
import { findModel } from '@shared/generation/models';
import { promptOf } from '@shared/generation/promptOf';
import { generationRequestSchema } from '@shared/generation/request';
import { totalSeconds } from '@shared/generation/seconds';
import { z } from 'zod';
import { clipRequestOf } from './jobRequests';
import type { JobRow } from './jobTable';

/** Requests of models hold ours, neutral; the rest of them is the provider's own. */
const holdsRequestSchema = z.object({ request: generationRequestSchema });

/** What a job was frozen with, for a person to read before they say yes; empty where the provider tells nothing. */
export function requestView(row: JobRow): JobRequestView {
  const empty: JobRequestView = { jobId: row.id, words: '', seconds: null, problems: [] };
  if (row.type !== 'clip' || row.request === 'null') return empty;
  const held = holdsRequestSchema.safeParse(clipRequestOf(row).request);
  const model = held.success ? findModel(held.data.request.model) : undefined;
  if (!held.success || !model) return empty;
  const { request } = held.data;
  const prompt = promptOf(request, model);
  return {
    jobId: row.id,
    words: (prompt.text || prompt.shots.map(({ text }) => text).join('\n')).slice(0, 20_000),
    seconds: totalSeconds(request.shots),
    problems: [...checkRequest(request, model, prompt)],
  };
}
