import { app, type Session, type WebContents } from 'electron';

/** Pages are read from the program itself and nothing from anywhere else. */
const localSchemes = ['ekonte:', 'blob:', 'data:'];
/** The inspector is made of pages of its own; packaged builds have none. */
const inspectorSchemes = ['devtools:', 'chrome-extension:'];
/** The player's full screen, and text put on the clipboard by a key press. */
const grantedPermissions = new Set(['fullscreen', 'clipboard-sanitized-write']);

/** The start of every page of ours. */
export const appOrigin = 'ekonte://app';

export const isAppAddress = (address: string): boolean => address.startsWith(`${appOrigin}/`);

/** Whether a page may request an address. */
export function isLocalAddress(address: string, isPackaged: boolean): boolean {
  const schemes = isPackaged ? localSchemes : [...localSchemes, ...inspectorSchemes];
  return schemes.some((scheme) => address.startsWith(scheme));
}

/** Refuses what no page of ours needs: the network, devices, permissions. */
export function secureSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isLocalAddress(url, app.isPackaged) });
  });
  session.setPermissionCheckHandler((contents, permission, origin) =>
    isGranted(contents, permission, origin),
  );
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    answer(isGranted(contents, permission, details.requestingUrl));
  });
  session.setDevicePermissionHandler(() => false);
}

function isGranted(contents: WebContents | null, permission: string, origin: string): boolean {
  return contents !== null && grantedPermissions.has(permission) && origin.startsWith(appOrigin);
}

/** Pages stay where they are: no navigation, no window of their own, no page inside the page. */
export function secureContents(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', (details) => details.preventDefault());
    contents.on('will-frame-navigate', (details) => details.preventDefault());
    contents.on('will-redirect', (details) => details.preventDefault());
    contents.on('will-attach-webview', (details) => details.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
