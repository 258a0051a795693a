// The least an Electron program can be: the reference of the start-up measurement.
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

// No await at top level: ready waits for this module.
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, backgroundColor: '#121315' });
  window.once('ready-to-show', () => window.show());
  window.loadFile(join(import.meta.dirname, 'bare.html'));
});
