// Started once by the set-up: opens a hidden window, so that the GPU, sandbox and library parts have to work,
// and prints the versions. No await at top level: Electron is not ready before this module has ended.
import { app, BrowserWindow } from 'electron';

async function answer() {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('data:text/html,<title>ready</title>');
  const title = await window.webContents.executeJavaScript('document.title');
  if (title !== 'ready') throw new Error('the page did not answer');
  const { electron, chrome, node, napi } = process.versions;
  return `electron=${electron} chrome=${chrome} node=${node} napi=${napi}\n`;
}

app
  .whenReady()
  .then(answer)
  .then(
    (text) => process.stdout.write(text, () => app.exit(0)),
    (error) => process.stderr.write(`${error.stack}\n`, () => app.exit(1)),
  );
