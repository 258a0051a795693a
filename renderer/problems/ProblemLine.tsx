import type { Problem } from '@shared/generation/problems';
import { select } from '../state/sessionStore';
import { Button } from '../ui/Button';
import { cx } from '../ui/cx';
import { CircleAlert, TriangleAlert } from '../ui/icons';
import styles from './ProblemLine.module.css';

export interface ProblemLineProps {
  /** One problem, or several that are wrong in one way. */
  readonly alike: readonly Problem[];
  /** Absent where nothing can be mended any more: what was asked for is frozen. */
  readonly onMend?: (() => void) | undefined;
}

/** What stands against a request, with the mend where there is one, and the way to its shot. */
export function ProblemLine({ alike, onMend }: ProblemLineProps) {
  const [problem] = alike;
  if (!problem) return null;
  const isError = problem.severity === 'error';
  const { shotId } = problem;
  return (
    <div className={cx(styles.problem, isError && styles.error)}>
      {isError ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
      <span className={styles.text} title={alike.map(({ message }) => message).join('\n')}>
        {problem.message}
        {alike.length > 1 && ` And ${alike.length - 1} more like it.`}
      </span>
      <span className={styles.actions}>
        {problem.mend && onMend && (
          <Button onClick={onMend}>
            {alike.length > 1 ? `${problem.mend.title} (all ${alike.length})` : problem.mend.title}
          </Button>
        )}
        {shotId && (
          <Button variant={problem.mend && onMend ? 'plain' : 'raised'} onClick={() => select([shotId])}>
            Show
          </Button>
        )}
      </span>
    </div>
  );
}
