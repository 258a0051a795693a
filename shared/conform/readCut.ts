import { decodeText } from '../script/decodeText';
import type { Rate } from '../time/rate';
import { readXml, type XmlElement } from '../xml/readXml';
import { XmlFault } from '../xml/walkXml';
import { ConformError } from './conformError';
import { type CutReading, tooLarge } from './cutParts';
import { readEdl } from './readEdl';
import { readFcpxml } from './readFcpxml';
import { readOtio } from './readOtio';
import { readXmeml } from './readXmeml';

/** Bytes of a cut's own text. */
export const maxCutBytes = 64 * 1024 * 1024;

const xmlLimits = { maxDepth: 200, maxElements: 1_500_000 };

/** What is known of a cut before it is read: the film that it was made from. */
export interface ExpectedCut {
  readonly rate: Rate;
  /** Timecode of the film's first frame, in frames. */
  readonly startFrame: number;
}

/**
 * Reads a cut that an editing program has written, by what the file holds and not by its ending: OpenTimelineIO, XML of Final
 * Cut Pro 7 or later, or an edit decision list.
 * @throws ConformError, in words that say what is wrong with the file
 */
export function readCut(bytes: Uint8Array, expected: ExpectedCut): CutReading {
  if (bytes.length > maxCutBytes) throw new ConformError('It is larger than any cut, and is not read.');
  const { text } = decodeText(bytes);
  const start = text
    .slice(0, 2_000)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start === '') throw new ConformError('It is empty.');
  const reading = start.startsWith('{')
    ? readOtio(text.replace(/^\ufeff/, ''))
    : start.startsWith('<')
      ? readXmlCut(text)
      : readEdl(text, expected);
  const { videoTracks, audioTracks } = reading.cut;
  if ([...videoTracks, ...audioTracks].every(({ items }) => items.length === 0))
    throw new ConformError('There is no clip in it.');
  return reading;
}

function readXmlCut(text: string): CutReading {
  const root = rootOf(text.replace(/^\ufeff/, ''));
  if (root.name === 'xmeml') return readXmeml(root);
  if (root.name === 'fcpxml') return readFcpxml(root);
  throw new ConformError(
    `It is no cut: it begins with <${root.name.slice(0, 40)}>. XML of Final Cut Pro, OpenTimelineIO and edit decision lists are read.`,
  );
}

function rootOf(text: string): XmlElement {
  try {
    return readXml(text, xmlLimits);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    if (error.kind === 'tooLarge') throw new ConformError(tooLarge);
    if (error.kind === 'entities')
      throw new ConformError(
        'It declares entities of its own, which no editing program does, and is not read.',
      );
    throw new ConformError(`It is damaged: its XML cannot be read (${error.detail}).`);
  }
}
