import type { MarkerId } from '@shared/document/ids';
import { sessionStore } from '../state/sessionStore';
import { settingsStore } from '../state/settingsStore';

/** Chooses a marker and goes to its name in the inspector, once that shows it. */
export function nameMarker(markerId: MarkerId): void {
  settingsStore.setState(({ shownPanes }) => ({ shownPanes: { ...shownPanes, right: true } }));
  sessionStore.setState({ selection: [markerId] });
  requestAnimationFrame(() =>
    document.querySelector<HTMLInputElement>('input[aria-label="Name of the marker"]')?.focus(),
  );
}
