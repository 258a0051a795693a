import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { appStore } from './appStore';
import { closeProject, openRecent, salvageDamaged, startWindow } from './projectLife';

const opened = { mediaBase: 'ekonte://media/a/' };
const report = { kept: {} };

beforeEach(async () => {
  vi.stubGlobal('window', {
    ekonte: {
      on: () => () => undefined,
      call: async (channel: string) => ({
        ok: true,
        value:
          channel === 'rescue.salvage' ? { opened, report } : channel === 'project.current' ? null : opened,
      }),
    },
  });
  startWindow(async () => ({
    receiveDocumentPart: () => undefined,
    openProject: async () => undefined,
    settleProject: async () => undefined,
    mayLeave: async () => true,
    forgetOpenProject: () => undefined,
  }));
  await salvageDamaged();
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
