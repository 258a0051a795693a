import { app } from 'electron';
import { startApp } from './appLife';
import { headlessTaskPath, startHeadless } from './headless';
import { registerSchemes } from './mediaProtocol';

// Before the app is ready, and no `await` at top level: ready itself waits for this module.
registerSchemes();
// enableSandbox drops the switch with which development as root has to run (Chromium refuses a sandbox there).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const taskPath = headlessTaskPath(process.argv);
if (taskPath === null) startApp();
else startHeadless(taskPath);
