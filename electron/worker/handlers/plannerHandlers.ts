import type { LanguageModel } from '@shared/planner/languageModel';
import { CodedError } from '@shared/rpc/result';
import { LanguagePlanner } from '../planner/languagePlanner';
import { ModelClient } from '../planner/modelClient';
import { serverAddress } from '../providers/net/serverAddress';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** The person's language model: asked when shots are to be planned by it, and for its list of models. */
export function plannerHandlers(worker: WorkerContext) {
  const { generators, keys } = worker;
  let running: AbortController | null = null;
  const client = (address: string): ModelClient =>
    new ModelClient({ address, key: keys.languageModelKey(address) });
  const chosen = (): LanguageModel => {
    const settings = generators.languageModel();
    if (!settings || settings.model === '') {
      throw new CodedError('refused', 'No language model is chosen yet. Choose one in Language Model… .');
    }
    return settings;
  };
  return {
    'planner.languageModel': () => generators.languageModel(),
    'planner.saveLanguageModel': ({ address, model }) => {
      const settings = { address: serverAddress(address), model: model.trim() };
      generators.saveLanguageModel(settings);
      return settings;
    },
    'planner.removeLanguageModel': () => {
      generators.removeLanguageModel();
      return null;
    },
    'planner.models': async ({ address }) => ({ models: await client(serverAddress(address)).models() }),
    'planner.planShots': async ({ heading, text }) => {
      if (running) throw new CodedError('refused', 'The language model is at work already.');
      const settings = chosen();
      const { document } = worker.session();
      const scene = {
        heading,
        text,
        elements: document.list('element'),
        language: document.project().languages[0] ?? 'en',
      };
      const controller = new AbortController();
      running = controller;
      try {
        const planner = new LanguagePlanner(client(settings.address), settings.model, (characters) =>
          worker.emit('planner.progress', { characters }),
        );
        const { shots, notes } = await planner.plan(scene, controller.signal);
        return { shots: [...shots], notes: [...notes] };
      } finally {
        running = null;
      }
    },
    'planner.cancel': () => {
      running?.abort();
      return null;
    },
  } satisfies Partial<WorkerHandlers>;
}
