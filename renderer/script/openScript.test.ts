import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { documentStore } from '../state/documentStore';
import { forgetProjectScope } from '../state/projectScope';
import { closeScript, openScriptText, scriptStore } from './openScript';

const script = { name: '', screenplay: { title: '', scenes: [] }, notes: [] };
let answer: (value: unknown) => void;

const open = (mediaBase: string): void =>
  documentStore.setState({ isLoaded: true, opened: { isReadOnly: false, mediaBase } as never });

beforeEach(() => {
  vi.stubGlobal('window', {
    ekonte: {
      call: () =>
        new Promise((resolve) => {
          answer = (value) => resolve({ ok: true, value });
        }),
    },
  });
  open('ekonte://media/harbour/');
});

afterEach(() => {
  closeScript();
  documentStore.setState({ isLoaded: false, opened: null });
  vi.unstubAllGlobals();
});

test('a screenplay is shown once it is read, and goes with its project', async () => {
  const opening = openScriptText('INT. HUT');
  answer(script);
  await opening;
  expect(scriptStore.getState().script).toEqual(script);
  forgetProjectScope();
  expect(scriptStore.getState().script).toBeNull();
});

test('one that is read when another project is open by then is not shown there', async () => {
  const opening = openScriptText('INT. HUT');
  open('ekonte://media/island/');
  answer(script);
  await opening;
  expect(scriptStore.getState().script).toBeNull();
});
