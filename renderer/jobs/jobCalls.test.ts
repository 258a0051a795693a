import { Document } from '@shared/document/document';
import type { JobId } from '@shared/generation/job';
import { plan } from '@shared/testing/runCommands';
import { smallFilm, testId, testTake } from '@shared/testing/smallFilm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { applyCommitted, documentStore } from '../state/documentStore';
import { revealResult } from './jobCalls';
import { jobsPanelStore, showReroll } from './jobsPanelStore';
import { testJob } from './testing/testJob';

const shotId = testId('shot', 'B');
let asked: unknown[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('window', {
    ekonte: {
      call: async (...call: unknown[]) => {
        asked.push(call);
        return { ok: true, value: null };
      },
    },
  });
  const takes = ['first', 'second'].map((name, index) => ({
    ...testTake(name, 'B', name),
    jobId: `job_${name}` as JobId,
    createdAtMs: 2_000_000_000_000 - index,
  }));
  const document = new Document([...smallFilm().records(), ...takes]);
  documentStore.setState({ document, isOutlined: true, isLoaded: true, revision: 1 });
});

afterEach(() => {
  documentStore.setState({ isLoaded: false, revision: 0 });
  vi.unstubAllGlobals();
});

test('a job shows the clip it has brought; one that brought the same again, the newest of its shot', () => {
  const { provider, model } = testTake('first', 'B', 'first');
  const job = (id: string) =>
    testJob({ id: id as JobId, state: 'done', provider, model, shotId, shotIds: [shotId] });
  for (const id of ['job_first', 'job_second', 'job_other']) revealResult(job(id))?.();
  const shown = (name: string) => ['shell.revealMedia', { mediaId: testId('media', name) }];
  expect(asked).toEqual([shown('first'), shown('second'), shown('first')]);
});

test('Generate for one shot closes when that shot is gone, and asks for nothing else in its place', () => {
  showReroll(shotId);
  const commit = (command: string, args: object): void => {
    const { document, revision } = documentStore.getState();
    const { diff } = plan(document, command, args);
    const history = { undoLabel: null, redoLabel: null };
    applyCommitted({ revision: revision + 1, diff, label: '', source: 'user', selection: null, history });
  };
  commit('shot.setLength', { shotIds: [shotId], lengthFrames: 30 });
  expect(jobsPanelStore.getState()).toMatchObject({ isGenerateOpen: true, rerollShotId: shotId });
  commit('shot.delete', { shotIds: [shotId] });
  expect(jobsPanelStore.getState()).toMatchObject({ isGenerateOpen: false, rerollShotId: null });
});
