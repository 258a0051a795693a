import type { TextPlace } from '@shared/find/textPlaces';
import { currentDocument } from '../state/documentStore';
import { select, sessionStore, setPlayhead } from '../state/sessionStore';

/** Shows the place of a text in the window. */
export function goTo({ kind, id, shotId }: Pick<TextPlace, 'kind' | 'id' | 'shotId'>): void {
  const document = currentDocument();
  if (shotId) {
    select([shotId]);
    if (kind === 'comment') sessionStore.setState({ inspectorTab: 'shot' });
  } else if (kind === 'scene') {
    select(document.childrenOf('shot', id).map((shot) => shot.id));
  } else if (kind === 'marker') {
    const marker = document.list('marker').find((each) => each.id === id);
    select([id]);
    if (marker) setPlayhead(marker.frame);
  } else {
    sessionStore.setState({ leftTab: kind === 'media' ? 'media' : 'elements' });
    select([id]);
  }
}
