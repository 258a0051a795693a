import type { FromWorker } from '@shared/rpc/workerMessages';
import { app, type MessagePortMain, utilityProcess } from 'electron';
import { workerModule } from './places';
import type { WorkerProcess } from './workerSupervisor';

export interface PortCarrier extends WorkerProcess {
  postWithPort(message: unknown, port: MessagePortMain): void;
}

/** Starts the program's worker in a process of its own, so that nothing it does holds up the window. */
export function startWorkerProcess(): PortCarrier {
  const child = utilityProcess.fork(workerModule, [], {
    serviceName: 'Ekonte Worker',
    stdio: 'inherit',
    env: { ...process.env, EKONTE_USER_DATA: app.getPath('userData') },
  });
  return {
    post: (message) => child.postMessage(message),
    postWithPort: (message, port) => child.postMessage(message, [port]),
    onMessage: (listener) => void child.on('message', (message: FromWorker) => listener(message)),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
