import { compositorVersion } from '../../compositor/segmentHash';
import { findModel } from '../models';

/** As `Take.model` of pictures by the local renderer. */
export const localStillsModel = `compositor-${compositorVersion}-stills`;

/** Whether what a job's model makes is pictures; of a workflow or a program nothing is known. */
export function makesPictures(model: string): boolean {
  if (/^compositor-\d+-stills$/.test(model)) return true;
  const facts = findModel(model);
  return facts !== undefined && !facts.makes.includes('video');
}
