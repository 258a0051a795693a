import type { Scene } from '@shared/document/records';
import { groupText } from '@shared/shots/acts';
import { Button } from '../ui/Button';
import styles from './SceneGroups.module.css';
import { showScene } from './sceneDialogStore';

/** Act and sequence at the end of a scene's line; a press opens its details. Nothing for a scene in neither. */
export function SceneGroups({ scene, label }: { readonly scene: Scene; readonly label: string }) {
  const text = groupText(scene);
  if (text === '') return null;
  return (
    <Button
      variant="plain"
      size="small"
      className={styles.groups}
      title={text}
      aria-label={`Act and sequence of scene ${label}: ${text}`}
      onClick={() => showScene(scene.id)}
    >
      <span className={styles.text}>{text}</span>
    </Button>
  );
}
