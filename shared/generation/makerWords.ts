import { findModel } from './models';

/** What made a take, as one short word for a tile. */
export function makerWord(provider: string): string {
  return provider === 'klingLipSync' ? 'lip-sync' : provider;
}

/** Services that are no model of the list. */
const services: Readonly<Record<string, string>> = {
  'kling-speech': 'Kling speech',
  'kling-lip-sync': 'Kling lip-sync',
  'kling-voice': 'Kling voice',
};

/** What a model or service is called; its id where nobody has named it. */
export function modelWords(model: string): string {
  return findModel(model)?.name ?? services[model] ?? model;
}
