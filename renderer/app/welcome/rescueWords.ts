import type { SalvageReport } from '@shared/rpc/table';
import { countsText } from '../../history/versionWords';

/** "Today at 14:03", "12 May at 14:03" in the person's own manner. */
export function momentWords(atMs: number, nowMs = Date.now()): string {
  const date = new Date(atMs);
  const time = date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  const isToday = date.toDateString() === new Date(nowMs).toDateString();
  return isToday
    ? `Today at ${time}`
    : `${date.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' })} at ${time}`;
}

/** What salvaging gives and what it does not, a sentence a line. */
export function salvageWords(report: SalvageReport, nowMs = Date.now()): string[] {
  const { kept, older, olderFromMs, lost, rehoused, hasNewProject, isByPages } = report;
  const lines = [`There: ${countsText(kept)}.`];
  if (Object.keys(older).length > 0 && olderFromMs !== null)
    lines.push(`As they were ${lowerFirst(momentWords(olderFromMs, nowMs))}: ${countsText(older)}.`);
  lines.push(Object.keys(lost).length > 0 ? `Lost: ${countsText(lost)}.` : 'Nothing is known to be lost.');
  if (rehoused === 1) lines.push('One shot has lost its scene and stands in one of its own at the end.');
  if (rehoused > 1)
    lines.push(`${rehoused} shots have lost their scenes and stand in one of their own at the end.`);
  if (hasNewProject)
    lines.push('The name, frame rate and frame size of the film are lost: please set them again.');
  if (isByPages)
    lines.push(
      'The file could only be read page by page: what was deleted may be back, and what was changed may be older.',
    );
  return lines;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
