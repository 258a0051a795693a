/** The day of a moment by the clock of this machine, as "2026-11-26". @param nowMs since 1970 */
export function dayText(nowMs: number): string {
  const date = new Date(nowMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
