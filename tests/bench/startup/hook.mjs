// Says on stdout how many milliseconds after the process was made its first window was painted and could be used, and
// ends the program. Imported before what is measured.
import { app } from 'electron';

app.once('browser-window-created', (_event, window) => {
  const shown = new Promise((done) => window.once('show', () => done(Date.now())));
  window.webContents.once('dom-ready', async () => {
    // Usable: a button is there and takes clicks, two frames have been painted, and the page's thread is free.
    const painted = await window.webContents.executeJavaScript(`new Promise((done) => {
      const frame = () => new Promise((next) => requestAnimationFrame(next));
      const look = async () => {
        if (!document.querySelector('h1') || !document.querySelector('button:not(:disabled)')) return setTimeout(look, 2);
        await frame();
        await frame();
        setTimeout(() => done(Date.now()), 0);
      };
      look();
    })`);
    const usable = Math.max(painted, await shown);
    process.stdout.write(`usable ${Math.round(usable - process.getCreationTime())}\n`);
    app.quit();
  });
});
