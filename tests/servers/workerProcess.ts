import { RenderHostClient } from '../../electron/worker/jobs/renderHost';
import { WorkerService } from '../../electron/worker/workerService';

/* The worker in a plain Node process, to be killed while it works. Nothing it is asked for needs a page. */

const [userDataPath = ''] = process.argv.slice(2);
const service = new WorkerService({
  userDataPath,
  emit: (event, payload) => process.send?.({ event, payload }),
  renderHost: new RenderHostClient({ requestHost: () => undefined }),
  now: Date.now,
});

process.on('message', async ({ id, channel, request }: { id: number; channel: string; request: unknown }) => {
  const result = await service.handle(channel, request);
  process.send?.({ id, result });
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
