const dayMs = 86_400_000;

/** "14:03" in the person's own time and manner. */
export function clockText(atMs: number): string {
  return new Date(atMs).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}

/** Days between two moments by the person's calendar. */
function daysBetween(atMs: number, nowMs: number): number {
  const midnight = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
  return Math.round((midnight(nowMs) - midnight(atMs)) / dayMs);
}

/** The day of a moment, as people say it: "Today", "Yesterday", "Tuesday", "12 May", "12 May 2025". */
export function dayText(atMs: number, nowMs: number): string {
  const days = daysBetween(atMs, nowMs);
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const date = new Date(atMs);
  if (days < 7) return date.toLocaleDateString(undefined, { weekday: 'long' });
  const isThisYear = date.getFullYear() === new Date(nowMs).getFullYear();
  return date.toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

/** Short: the time alone for today, else the day with it. */
export function momentText(atMs: number, nowMs: number): string {
  const day = dayText(atMs, nowMs);
  return day === 'Today' ? clockText(atMs) : `${day} ${clockText(atMs)}`;
}
