import { defineActions } from './action';

/** Servers, workflows and programs that clips are made with. */
export const generatorActions = defineActions([
  {
    id: 'generators.showServers',
    title: 'ComfyUI Servers…',
    group: 'Generate',
  },
  {
    id: 'generators.showTemplates',
    title: 'Workflow Templates…',
    group: 'Generate',
  },
  {
    id: 'generators.showPrograms',
    title: 'Programs…',
    group: 'Generate',
  },
  {
    id: 'generators.showLanguageModel',
    title: 'Language Model…',
    group: 'Generate',
  },
  {
    id: 'generators.showKeys',
    title: 'Keys…',
    group: 'Generate',
  },
]);
