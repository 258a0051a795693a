import type { SceneId, ShotId } from '@shared/document/ids';
import { pasteEntry } from '../clipboard/clipboardMenu';
import { sceneMenu } from '../scenes/sceneMenu';
import { runAction } from '../state/actions';
import { select, selectedOf } from '../state/sessionStore';
import { Clapperboard, Plus, ScrollText } from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import { shotMenu } from './shotMenu';

/** The menu of what lies under the pointer: shots, a scene's line, or the empty sheet. */
export function boardMenu(event: MouseEvent): readonly MenuEntry[] {
  const target = event.target instanceof Element ? event.target : null;
  const shotId = target?.closest<HTMLElement>('[data-shot]')?.dataset['shot'] as ShotId | undefined;
  if (shotId) {
    if (!selectedOf('shot').includes(shotId)) select([shotId]);
    return shotMenu(selectedOf('shot'));
  }
  const sceneId = target?.closest<HTMLElement>('[data-scene]')?.dataset['scene'] as SceneId | undefined;
  if (sceneId) return sceneMenu(sceneId);
  return [
    pasteEntry(),
    { id: 'line', separator: true },
    { id: 'shot.add', label: 'New Shot', icon: Plus, keys: 'KeyN', run: () => runAction('shot.add') },
    {
      id: 'scene.add',
      label: 'New Scene',
      icon: Clapperboard,
      keys: '$mod+Shift+KeyN',
      run: () => runAction('scene.add'),
    },
    {
      id: 'script.import',
      label: 'Import Script…',
      icon: ScrollText,
      run: () => runAction('script.import'),
    },
  ];
}
