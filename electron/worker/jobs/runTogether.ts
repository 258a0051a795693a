import { CodedError } from '@shared/rpc/result';

/**
 * Waits until none of some works goes on, of which the first to fail stops the others.
 * @param stop heard by each of them
 * @returns what they gave, in their order
 * @throws what failed first, not the cancels that it caused
 */
export async function runTogether<T extends readonly unknown[]>(
  works: { readonly [Index in keyof T]: Promise<T[Index]> },
  stop: AbortController,
): Promise<T> {
  const stopping = works.map((work) =>
    work.catch((error: unknown) => {
      stop.abort();
      throw error;
    }),
  );
  const results = await Promise.allSettled(stopping);
  const failures = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  if (failures.length > 0) throw failures.find((failure) => !isCancel(failure)) ?? failures[0];
  return (await Promise.all(works)) as unknown as T;
}

const isCancel = (error: unknown): boolean => error instanceof CodedError && error.code === 'cancelled';
