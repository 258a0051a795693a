import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { appStore } from './appStore';
import { closeProject, openRecent, salvageDamaged, startWindow } from './projectLife';

const opened = { mediaBase: 'ekonte://media/a/' };
const report = { kept: {} };
let calls: string[] = [];

beforeEach(async () => {
  vi.stubGlobal('window', {
    ekonte: {
      on: () => () => undefined,
      call: async (channel: string) => {
        calls.push(channel);
        const value =
          channel === 'rescue.salvage' ? { opened, report } : channel === 'project.current' ? null : opened;
        return { ok: true, value };
      },
    },
  });
  startWindow(async () => ({
    receiveDocumentPart: () => undefined,
    openProject: async () => undefined,
    settleProject: async () => undefined,
    mayLeave: async () => true,
    isStillOpening: () => false,
    forgetOpenProject: () => undefined,
  }));
  await salvageDamaged();
  calls = [];
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('what was salvaged is told of the project it was salvaged into', () => {
  expect(appStore.getState()).toMatchObject({ screen: 'project', salvageReport: report });
});

test('not of one that is opened in its place', async () => {
  await openRecent('another');
  expect(appStore.getState()).toMatchObject({ screen: 'project', salvageReport: null });
});

test('nor when it was closed', async () => {
  await closeProject();
  expect(appStore.getState()).toMatchObject({ screen: 'welcome', salvageReport: null });
});

test('closing that is asked for twice is done once: what is opened next stays open', async () => {
  const twice = [closeProject(), closeProject()];
  await twice[0];
  await openRecent('next');
  await twice[1];
  expect([appStore.getState().screen, calls.filter((channel) => channel === 'project.close')]).toEqual([
    'project',
    ['project.close'],
  ]);
});

test('what shows projects is loaded once for all parts of a document, and again when it could not be', async () => {
  const heard = new Map<string, (payload: unknown) => void>();
  const bridge = window.ekonte;
  vi.stubGlobal('window', {
    ekonte: {
      ...bridge,
      on: (event: string, listener: (payload: unknown) => void) => heard.set(event, listener),
    },
  });
  const received: unknown[] = [];
  let loads = 0;
  startWindow(async () => {
    loads += 1;
    if (loads === 1) throw new Error('It could not be read.');
    return {
      receiveDocumentPart: (part) => received.push(part),
      openProject: async () => undefined,
      settleProject: async () => undefined,
      mayLeave: async () => true,
      isStillOpening: () => false,
      forgetOpenProject: () => undefined,
    };
  });
  await openRecent('one');
  for (const part of [1, 2, 3]) heard.get('document.part')?.(part);
  await openRecent('one');
  expect([loads, received]).toEqual([2, [1, 2, 3]]);
});
