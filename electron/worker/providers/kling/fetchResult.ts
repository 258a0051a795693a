import { stat } from 'node:fs/promises';
import { CodedError } from '@shared/rpc/result';
import { download, ExpiredLinkError } from './download';
import { isFetchable } from './klingClient';

/**
 * One result file, whole on disk at `path`; one that is there is not fetched again. An address that has expired is asked for anew once.
 * @param addressOf asks for the address; `isAnew` = the last one has expired
 * @throws CodedError `refused` for a place that nothing is fetched from, `notFound` when it is kept no more; as download
 */
export async function fetchResult(
  path: string,
  addressOf: (isAnew: boolean) => Promise<string>,
  host: string,
  signal: AbortSignal,
): Promise<void> {
  if (await isFile(path)) return;
  let address = await addressOf(false);
  for (let attempt = 0; ; attempt += 1) {
    if (!isFetchable(address, host)) {
      throw new CodedError(
        'refused',
        'Kling named a place inside this network, or none that is encrypted, for the result. It is not fetched from there.',
      );
    }
    try {
      await download(address, path, signal);
      return;
    } catch (error) {
      if (!(error instanceof ExpiredLinkError)) throw error;
      if (attempt > 0) throw new CodedError('notFound', `${error.message} Kling keeps results for 30 days.`);
      address = await addressOf(true);
    }
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
}
