import { WorkerService } from '../../electron/worker/workerService';

/* The worker in a plain Node process, spoken to over its IPC channel: what is killed in the quick crash test. */

const service = new WorkerService({
  userDataPath: null,
  emit: (event, payload) => {
    if (event === 'document.changed') process.send?.({ committed: payload });
  },
  renderHost: null,
  now: Date.now,
});

process.on('message', async ({ id, channel, request }: { id: number; channel: string; request: unknown }) => {
  const result = await service.handle(channel, request);
  process.send?.({ id, result });
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
