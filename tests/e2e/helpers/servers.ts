import { ComfyServer, type ComfyServerOptions } from '../../servers/comfyui/comfyServer';
import { KlingServer, type KlingServerOptions } from '../../servers/kling/klingServer';
import { ModelServer } from '../../servers/languageModel/modelServer';
import { test as base } from '../launch';

interface Servers {
  /** Tasks are done at the first look, if nothing else is asked for. */
  readonly startKling: (options?: KlingServerOptions) => Promise<KlingServer>;
  readonly startComfy: (options?: ComfyServerOptions) => Promise<ComfyServer>;
  readonly startModel: () => Promise<ModelServer>;
}

/** The `test` of the app's tests with servers for it to talk to; each ends with its test. */
export const test = base.extend<Servers>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this pattern
  startKling: async ({}, use) => {
    const started: KlingServer[] = [];
    await use(async (options) => {
      const server = new KlingServer({ looksToDone: 1, ...options });
      started.push(server);
      await server.start();
      return server;
    });
    for (const server of started) await server.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  startComfy: async ({}, use) => {
    const started: ComfyServer[] = [];
    await use(async (options) => {
      const server = new ComfyServer(options);
      started.push(server);
      return server.start();
    });
    for (const server of started) await server.cutOff();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  startModel: async ({}, use) => {
    const started: ModelServer[] = [];
    await use(async () => {
      const server = new ModelServer();
      started.push(server);
      return server.start();
    });
    for (const server of started) await server.stop();
  },
});
