import { defaultJobSettings } from '@shared/generation/ledger';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { jobsPanelStore, showReroll } from '../jobs/jobsPanelStore';
import { showDetails, takesStore } from '../jobs/takes/takesStore';
import { mediaPanelStore } from '../media/mediaPanelStore';
import { stageStore } from '../stage/stageStore';
import { documentStore } from '../state/documentStore';
import { importReportStore } from '../state/importReport';
import { noticeStore, raiseNotice } from '../state/notices';
import { forgetProjectScope } from '../state/projectScope';
import { queueStore } from '../state/queueStore';
import { runCommand } from '../state/runCommand';
import { retryUnsaved, unsavedStore } from '../state/unsavedEdits';

let sent: string[];
let isDiskFull: boolean;

beforeEach(() => {
  sent = [];
  isDiskFull = true;
  vi.useFakeTimers();
  vi.stubGlobal('window', {
    ekonte: {
      call: async (channel: string) => {
        sent.push(channel);
        return isDiskFull
          ? { ok: false, error: { code: 'diskFull', message: 'The disk is full.' } }
          : { ok: true, value: null };
      },
    },
  });
  documentStore.setState({ opened: { isReadOnly: false } as never });
});

afterEach(() => {
  forgetProjectScope();
  noticeStore.setState({ notices: [] });
  documentStore.setState({ opened: null });
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('edits that wait for the disk are not sent to the project that is opened in the place of theirs', async () => {
  await runCommand('project.rename', { name: 'Harbour' });
  expect(unsavedStore.getState().edits).toHaveLength(1);
  forgetProjectScope();
  isDiskFull = false;
  sent = [];
  await vi.advanceTimersByTimeAsync(60_000);
  await retryUnsaved();
  expect(sent).toEqual([]);
});

test('rules of the queue are not those of the project before', () => {
  queueStore.setState({ settings: { ...defaultJobSettings, isPaused: true } });
  forgetProjectScope();
  expect(queueStore.getState().settings).toEqual(defaultJobSettings);
});

test('notices go with their project; those of files beside it stay', () => {
  raiseNotice({ tone: 'success', message: 'Everything is saved.' });
  raiseNotice({ tone: 'error', message: 'The disk is full.' });
  raiseNotice({ tone: 'success', message: 'Film.ekontez is packed.', outlivesProject: true });
  forgetProjectScope();
  expect(noticeStore.getState().notices.map(({ message }) => message)).toEqual(['Film.ekontez is packed.']);
});

test('dialogs, searches and reports of one project do not stand in the next; how it is laid out stays', () => {
  showReroll('sht_harbour-' as never);
  showDetails('tak_harbour-' as never);
  importReportStore.setState({ failed: [{ ok: false, name: 'a.txt', message: 'No picture.' } as never] });
  mediaPanelStore.setState({ text: 'harbour', view: 'list' });
  stageStore.setState({ text: {} as never, tool: 'pen' });
  forgetProjectScope();
  expect(jobsPanelStore.getState()).toMatchObject({ isGenerateOpen: false, rerollShotId: null });
  expect(takesStore.getState().detailsOf).toBeNull();
  expect(importReportStore.getState().failed).toEqual([]);
  expect(mediaPanelStore.getState()).toMatchObject({ text: '', view: 'list' });
  expect(stageStore.getState()).toMatchObject({ text: null, tool: 'pen' });
});
