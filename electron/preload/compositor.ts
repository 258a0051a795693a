import { ipcRenderer } from 'electron';

// The hidden page has no bridge: all it gets is one end of a port to the worker, handed on as it comes.
ipcRenderer.on('renderHost', (event) => {
  window.postMessage('renderHost', window.location.origin, [...event.ports]);
});
