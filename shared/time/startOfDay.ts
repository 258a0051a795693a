/** When the day of a moment began, by the clock of this machine; both ms since 1970. */
export function startOfDay(nowMs: number): number {
  const date = new Date(nowMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
