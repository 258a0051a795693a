import type { DrawnText } from '@shared/compositor/drawn/content';
import { textFamilies, textWeight } from '@shared/compositor/drawn/textLayout';
import type { TextFonts } from './drawnSource';
import { type CoveringFace, FontCoverage } from './fontCoverage';

/** As `document.fonts`. */
export interface FontList extends Iterable<CoveringFace> {
  readonly size: number;
  load(font: string, text: string): Promise<unknown>;
}

/** What is known of the faces of a weight. */
interface Known {
  readonly coverage: FontCoverage;
  /** How many faces the page had. */
  readonly size: number;
  /** Characters that are there, and those that were tried and did not come: they are set in what there is. */
  readonly there: Set<string>;
}

/** The fonts of this page. */
export function pageFonts(list: FontList = document.fonts): TextFonts {
  const known = new Map<400 | 700, Known>();
  const knownOf = (weight: 400 | 700): Known => {
    const before = known.get(weight);
    if (before?.size === list.size) return before;
    const now: Known = {
      coverage: new FontCoverage(list, weight),
      size: list.size,
      there: before?.there ?? new Set(),
    };
    known.set(weight, now);
    return now;
  };
  return {
    isReady: (text) => {
      const { coverage, there } = knownOf(textWeight(text));
      for (const character of text.text) {
        if (there.has(character)) continue;
        if (coverage.facesOf(character).some(({ status }) => status !== 'loaded')) return false;
        there.add(character);
      }
      return true;
    },
    load: async (text: DrawnText) => {
      const weight = textWeight(text);
      try {
        await list.load(`${weight} 16px ${textFamilies}`, text.text);
      } catch {
        // The system's fonts are better than no words at all.
      }
      const { there } = knownOf(weight);
      for (const character of text.text) there.add(character);
    },
  };
}
