import type { Layer } from '@shared/document/records';
import { raiseNotice } from '../state/notices';
import { stageStore } from './stageStore';

/** Opens a text to be written in place; anything else is left alone. */
export function editTextOf(layer: Layer): void {
  if (layer.content.type !== 'text') return;
  if (layer.isLocked) raiseNotice({ tone: 'warning', message: `The layer "${layer.name}" is locked.` });
  else
    stageStore.setState({
      mode: 'board',
      text: { layerId: layer.id, content: layer.content, transform: layer.transform },
    });
}
