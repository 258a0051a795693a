import { type RenderHostNotice, renderHostNoticeSchema } from '@shared/compositor/hostProtocol';
import type { FromWorker, WorkerRequest } from '@shared/rpc/workerMessages';
import { z } from 'zod';
import { type HostPort, RenderHostClient } from './jobs/renderHost';
import { WorkerService } from './workerService';

/*
 * The worker's process: Electron's utilityProcess. Everything it does is in WorkerService; here are only the messages.
 */

/** `process.parentPort` of Electron's utility process; Electron itself cannot be imported here. */
interface ParentPort {
  postMessage(message: FromWorker): void;
  on(event: 'message', listener: (event: { data: unknown; ports: HostPort[] }) => void): void;
}

const requestSchema: z.ZodType<WorkerRequest> = z.object({
  id: z.int(),
  channel: z.string(),
  request: z.unknown(),
});

const { parentPort } = process as unknown as { parentPort?: ParentPort };
if (!parentPort) throw new Error('The worker is started by Ekonte itself.');
const port = parentPort;

const renderHost = new RenderHostClient({
  requestHost: ({ restart }) => port.postMessage({ type: 'needRenderHost', restart }),
});

const service = new WorkerService({
  userDataPath: process.env.EKONTE_USER_DATA ?? null,
  emit: (event, payload) => port.postMessage({ event, payload }),
  renderHost,
  now: Date.now,
  onInternalError: (error, channel) => logError(`${channel}:`, error),
});

port.on('message', ({ data, ports }) => {
  const notice = renderHostNoticeSchema.safeParse(data);
  if (notice.success) receiveNotice(notice.data, ports[0]);
  else void answer(data);
});

function receiveNotice(notice: RenderHostNotice, hostPort: HostPort | undefined): void {
  if (notice.type === 'renderHostLost') renderHost.hostUnavailable(notice.message, notice.page);
  else if (hostPort) renderHost.attach(hostPort, notice.page);
}

async function answer(data: unknown): Promise<void> {
  const request = requestSchema.safeParse(data);
  if (!request.success) return;
  const result = await service.handle(request.data.channel, request.data.request);
  port.postMessage({ id: request.data.id, result });
}

// A promise nobody waited for must not end the worker; an exception out of nowhere must: its state is unknown, and
// the main process starts a new worker, which finds everything acknowledged on the disk.
process.on('unhandledRejection', (error) => logError('Unhandled rejection:', error));

function logError(where: string, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`[worker] ${where} ${detail}\n`);
}
