import type { Problem } from './problems';

/** A problem with what is usual: an error of the request as a whole that nothing mends at one click. */
export function problem(
  code: string,
  message: string,
  rest: Partial<Omit<Problem, 'code' | 'message'>> = {},
): Problem {
  return { code, severity: 'error', message, shotId: null, elementId: null, mend: null, ...rest };
}

/** "1 second", "2.5 seconds". */
export function seconds(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return `${rounded} second${rounded === 1 ? '' : 's'}`;
}

/** "3 pictures", "1 picture". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "12.3 MB". */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e5) / 10} MB`;
}
