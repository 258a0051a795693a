import { runAction } from '../state/actions';
import { IconButton } from '../ui/IconButton';
import { Lock } from '../ui/icons';

/** Says that the numbers of scenes and shots are locked, and leads to where they are unlocked. */
export function LockedNumbers() {
  return (
    <IconButton
      icon={Lock}
      size="small"
      label="Numbers are locked"
      tooltip="Numbers are locked: what is new gets one in between"
      onClick={() => runAction('project.showNumbering')}
    />
  );
}
