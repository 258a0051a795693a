import type { DocumentView } from '../document/document';
import type { ListOrder, MadeList } from './listOrder';
import { shotListCsv } from './shotListCsv';
import { dialogueCues, srtText, vttText } from './subtitles';

const byteOrderMark = '\ufeff';

/** The list that is asked for. Shots that are gone are left out. */
export function makeList(document: DocumentView, order: ListOrder): MadeList {
  if (order.format === 'csv') {
    const { text, count } = shotListCsv(document, order.shotIds, order.columns);
    return { text: order.isForExcel ? byteOrderMark + text : text, count, untimed: 0 };
  }
  const { cues, untimed } = dialogueCues(document, order);
  const write = order.format === 'srt' ? srtText : vttText;
  return { text: write(cues, document.project().rate, order.namesSpeakers), count: cues.length, untimed };
}

/** What is wrong with asking for it now, in words; null = nothing. */
export function listProblem(order: Pick<ListOrder, 'format'>, { count, untimed }: MadeList): string | null {
  if (count > 0) return null;
  if (order.format === 'csv') return 'There are no shots to list. Add a shot first.';
  return untimed === 0
    ? 'There is no dialogue in these shots.'
    : 'No line of dialogue has a time yet. Put the lines on the timeline, or speak or record them.';
}
