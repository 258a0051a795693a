import { runAction } from '../state/actions';
import { isWritable, useDocument } from '../state/documentStore';
import { Button } from '../ui/Button';
import { Clapperboard, type Icon, Plus } from '../ui/icons';
import styles from './FilmView.module.css';

/** A new shot, a new scene: in the bar over all that shows the whole film. Where it is narrow, without their words. */
export function AddButtons() {
  return (
    <>
      <AddButton icon={Plus} name="Shot" title="New shot" action="shot.add" />
      <AddButton icon={Clapperboard} name="Scene" title="New scene" action="scene.add" />
    </>
  );
}

function AddButton({
  icon,
  name,
  title,
  action,
}: {
  readonly icon: Icon;
  readonly name: string;
  readonly title: string;
  readonly action: string;
}) {
  const canEdit = useDocument(isWritable);
  return (
    <Button
      variant="plain"
      size="small"
      icon={icon}
      className={styles.add}
      aria-label={name}
      title={title}
      disabled={!canEdit}
      onClick={() => runAction(action)}
    >
      {name}
    </Button>
  );
}
