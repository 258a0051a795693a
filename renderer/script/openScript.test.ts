import { filmOf, first } from '@shared/testing/scriptFilms';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { documentStore } from '../state/documentStore';
import { nextTask } from '../state/nextTask';
import { forgetProjectScope } from '../state/projectScope';
import { closeScript, openScriptText, scriptStore } from './openScript';

const script = { name: '', screenplay: { title: '', scenes: [] }, notes: [] };
let answer: (value: unknown) => void;

const open = (mediaBase: string): void =>
  documentStore.setState({
    isOutlined: true,
    isLoaded: true,
    opened: { isReadOnly: false, mediaBase } as never,
    document: filmOf(first).film(),
  });

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

test('one that takes its time to compare is shown though the film is edited meanwhile', async () => {
  const opening = openScriptText('INT. HUT');
  const heading = (index: number) => ({
    number: null,
    heading: `INT. HUT ${index}`,
    act: '',
    sequence: '',
    notes: [],
    items: [],
  });
  const long = {
    ...script,
    screenplay: { title: '', scenes: Array.from({ length: 60 }, (_, n) => heading(n)) },
  };
  answer(long);
  await nextTask();
  await nextTask();
  const scene = documentStore.getState().document.list('scene')[0];
  if (!scene) throw new Error('no scene');
  documentStore.getState().document.apply({ added: [], updated: [], removed: [scene] });
  documentStore.setState({ revision: documentStore.getState().revision + 1 });
  await opening;
  expect(scriptStore.getState().script).toEqual(long);
});
