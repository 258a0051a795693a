import { type CutFormat, cutExtensions } from './cutSettings';
import type { CutTimeline } from './cutTimeline';
import { writeEdls } from './writeEdl';
import { writeFcpxml } from './writeFcpxml';
import { writeOtio } from './writeOtio';
import { writeXmeml } from './writeXmeml';

/** A file of a timeline; a long edit decision list is several. */
export interface WrittenCut {
  readonly name: string;
  readonly text: string;
}

/**
 * A cut in one of its forms.
 * @param stem name of the file without its ending; further ones are "stem 2", "stem 3" …
 * @param folder absolute, where they will lie
 */
export function writeCut(cut: CutTimeline, format: CutFormat, stem: string, folder: string): WrittenCut[] {
  const extension = cutExtensions[format];
  return textsOf(cut, format, folder).map((text, index) => ({
    name: `${stem}${index === 0 ? '' : ` ${index + 1}`}${extension}`,
    text,
  }));
}

function textsOf(cut: CutTimeline, format: CutFormat, folder: string): string[] {
  if (format === 'edl') return writeEdls(cut);
  if (format === 'otio') return [writeOtio(cut, folder)];
  return [format === 'fcpxml' ? writeFcpxml(cut, folder) : writeXmeml(cut, folder)];
}
