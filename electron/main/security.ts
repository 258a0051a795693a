import { app, type Session, type WebContents } from 'electron';
import { MicrophoneGrants } from './microphone';

/** Pages are read from the program itself and nothing from anywhere else. */
const localSchemes = ['ekonte:', 'blob:', 'data:'];
/** The inspector is made of pages of its own; packaged builds have none. */
const inspectorSchemes = ['devtools:', 'chrome-extension:'];
/** The player's full screen, and text put on the clipboard by a key press. */
const grantedPermissions = new Set(['fullscreen', 'clipboard-sanitized-write']);

/** Set while a person records. */
export const microphoneGrants = new MicrophoneGrants<WebContents>();

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
  session.setPermissionCheckHandler((contents, permission, origin, { mediaType }) =>
    isGranted(contents, permission, origin, [mediaType]),
  );
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(isGranted(contents, permission, details.requestingUrl, types));
  });
  session.setDevicePermissionHandler(() => false);
}

function isGranted(
  contents: WebContents | null,
  permission: string,
  origin: string,
  types: readonly (string | undefined)[],
): boolean {
  if (contents === null || !origin.startsWith(appOrigin)) return false;
  return grantedPermissions.has(permission) || microphoneGrants.covers(contents, { permission, types });
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
