import type { ArchiveWork } from '../worker/archive/thread/task.ts';
import type { CliWorld } from './cliContext';

/** Runs something that Ctrl-C calls off, so that nothing half done stays, and tells on stderr how far it is. */
export async function withArchiveWork<T>(
  doing: string,
  world: CliWorld,
  run: (work: ArchiveWork) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const cancel = (): void => abort.abort();
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  let told = 0;
  const onProgress: ArchiveWork['onProgress'] = ({ done, total }) => {
    const tenths = total === 0 ? 0 : Math.floor((done / total) * 10);
    if (tenths <= told || tenths === 10) return;
    told = tenths;
    world.stderr(`${doing} ${tenths * 10} %\n`);
  };
  try {
    return await run({ signal: abort.signal, onProgress });
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
  }
}
