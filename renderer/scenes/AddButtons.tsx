import { runAction } from '../state/actions';
import { isWritable, useDocument } from '../state/documentStore';
import { Button } from '../ui/Button';
import { Clapperboard, Plus } from '../ui/icons';
import styles from './FilmView.module.css';

/** A new shot, a new scene: in the bar over all that shows the whole film. Where it is narrow, without their words. */
export function AddButtons() {
  const canEdit = useDocument(isWritable);
  return (
    <>
      <Button
        variant="plain"
        size="small"
        icon={Plus}
        className={styles.add}
        aria-label="Shot"
        title="New shot"
        disabled={!canEdit}
        onClick={() => runAction('shot.add')}
      >
        Shot
      </Button>
      <Button
        variant="plain"
        size="small"
        icon={Clapperboard}
        className={styles.add}
        aria-label="Scene"
        title="New scene"
        disabled={!canEdit}
        onClick={() => runAction('scene.add')}
      >
        Scene
      </Button>
    </>
  );
}
