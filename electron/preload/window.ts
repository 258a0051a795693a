import type { EkonteBridge } from '@shared/rpc/bridge';
import { contextBridge, ipcRenderer, webUtils } from 'electron';

const listeners = new Map<string, Set<(payload: unknown) => void>>();

ipcRenderer.on('event', (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

const versionSwitch = '--ekonte-version=';

const bridge: EkonteBridge = {
  call: (channel, request) => ipcRenderer.invoke('rpc', channel, request),
  importFiles: (files, target, { link, linkFromBytes }) =>
    ipcRenderer.invoke(
      'importFiles',
      // Text dragged as a file has no path.
      files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
      target,
      link,
      linkFromBytes,
    ),
  isOnDisk: (file) => webUtils.getPathForFile(file) !== '',
  openDropped: (project) => ipcRenderer.invoke('openDropped', webUtils.getPathForFile(project)),
  on: (event, listener) => {
    const known = listeners.get(event) ?? new Set();
    const added = listener as (payload: unknown) => void;
    listeners.set(event, known.add(added));
    return () => known.delete(added);
  },
  platform: process.platform as EkonteBridge['platform'],
  appVersion: process.argv.find((arg) => arg.startsWith(versionSwitch))?.slice(versionSwitch.length) ?? '',
};

contextBridge.exposeInMainWorld('ekonte', bridge);
