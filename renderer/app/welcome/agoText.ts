const minuteMs = 60_000;
const dayMs = 86_400_000;

/** How long ago something was, as people say it. Both in ms since 1970. */
export function agoText(atMs: number, nowMs: number): string {
  const passed = Math.max(0, nowMs - atMs);
  if (passed < 2 * minuteMs) return 'just now';
  if (passed < 60 * minuteMs) return `${Math.floor(passed / minuteMs)} min ago`;
  if (passed < dayMs) {
    const hours = Math.floor(passed / (60 * minuteMs));
    return hours === 1 ? '1 hour ago' : `${hours} hours ago`;
  }
  const days = Math.floor(passed / dayMs);
  if (days === 1) return 'yesterday';
  if (days < 14) return `${days} days ago`;
  return new Date(atMs).toLocaleDateString(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
}
