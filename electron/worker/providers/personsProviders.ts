import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { Database } from 'better-sqlite3';
import type { GeneratorSettings } from '../generatorSettings';
import { lookForCuts } from '../jobs/cutSearch';
import { Ledger } from '../jobs/ledger';
import type { LentFiles } from '../jobs/lentFiles';
import { timer } from '../jobs/queueRules';
import { RemoteAssetTable } from '../jobs/remoteAssets';
import type { RenderHostClient } from '../jobs/renderHost';
import type { KeyRing } from '../keyRing';
import type { MediaLibrary } from '../media/mediaLibrary';
import { ComfyProvider } from './comfyui/comfyProvider';
import { CommandProvider } from './command/commandProvider';
import { KlingLipSync } from './kling/klingLipSync';
import { KlingProvider } from './kling/klingProvider';
import { KlingSpeech } from './kling/klingSpeech';
import { ProjectPictures } from './projectPictures';
import type { Provider } from './provider';

export interface PersonsProvidersOptions {
  readonly document: DocumentView;
  readonly media: MediaLibrary;
  readonly projectFolder: string;
  readonly renderHost: RenderHostClient | null;
  readonly lentFiles: LentFiles;
  readonly mediaBase: () => string;
  readonly generators: GeneratorSettings;
  readonly keys: KeyRing;
  /** project.db: what was made at vendors, and what it cost. */
  readonly database: Database;
  readonly now: () => number;
}

/** Providers a person sets up on this machine: servers and programs of their own. */
export function personsProviders(options: PersonsProvidersOptions): Provider[] {
  const {
    document,
    media,
    projectFolder,
    renderHost,
    lentFiles,
    mediaBase,
    generators,
    keys,
    database,
    now,
  } = options;
  const cache = join(projectFolder, 'cache');
  const pictures = new ProjectPictures({
    document,
    media,
    renderHost,
    mediaBase,
    folder: join(cache, 'inputs'),
  });
  const lookInside = media.lookInside.bind(media);
  const kling = {
    account: () => keys.kling(),
    now,
    assets: new RemoteAssetTable(database),
    ledger: new Ledger(database),
    folder: join(cache, 'kling'),
    lookInside,
    schedule: timer,
  };
  return [
    new KlingProvider({
      ...kling,
      pictures,
      makeFit: (bytes, limits, signal) => media.fitPicture(bytes, limits, join(cache, 'inputs'), signal),
      ...(renderHost && {
        cutWindows: (path, cuts, signal) =>
          lookForCuts(path, cuts, { renderHost, lentFiles, folder: join(cache, 'inputs') }, signal),
      }),
    }),
    new KlingSpeech(kling),
    new KlingLipSync({
      ...kling,
      readMedia: async (id) => readFile((await media.locate(id, 'original')).path),
    }),
    new ComfyProvider({
      servers: () => generators.servers(),
      templates: () => generators.templates(),
      pictures,
      folder: join(cache, 'comfyui'),
      lookInside,
      now,
    }),
    new CommandProvider({
      programs: () => generators.programs(),
      pictures,
      folder: join(cache, 'programs'),
      lookInside,
    }),
  ];
}
