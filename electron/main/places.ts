import { join } from 'node:path';
import { app } from 'electron';

/** Where the parts of the built program lie; this file is bundled into `out/main`. */
const mainFolder = import.meta.dirname;

export const rendererFolder = join(mainFolder, '../renderer');
export const windowPreload = join(mainFolder, '../preload/window.cjs');
export const compositorPreload = join(mainFolder, '../preload/compositor.cjs');
export const workerModule = join(mainFolder, 'worker.js');

/** The sample film's sources and other files that come with the program. */
export const assetsFolder = (): string => join(app.getAppPath(), 'assets');

/** Where projects are kept unless the person says otherwise. */
export const projectsFolder = (): string => join(app.getPath('documents'), 'Ekonte');

export const windowIcon = (): string => join(assetsFolder(), 'icons', '128x128.png');
