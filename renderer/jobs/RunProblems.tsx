import type { GenerationPreview, GroupPreview } from '@shared/generation/preview';
import type { Problem } from '@shared/generation/problems';
import { gatherProblems } from '../problems/gatherProblems';
import { ProblemLine } from '../problems/ProblemLine';
import { select } from '../state/sessionStore';
import styles from './Generate.module.css';
import {
  changeOfMend,
  groupsWithProblems,
  problemCountWords,
  type RunChange,
  type RunExtras,
} from './runMends';

/** Of a long film: the rest comes up as these are mended. */
const mostGroups = 30;

export interface RunProblemsProps {
  readonly preview: GenerationPreview;
  readonly extras: RunExtras;
  readonly onChange: (change: RunChange) => void;
}

/** What stands against a run, by what is sent together, each with its mend. */
export function RunProblems({ preview, extras, onChange }: RunProblemsProps) {
  const troubled = groupsWithProblems(preview.groups);
  if (troubled.length === 0) return null;
  const changeOf = (alike: readonly Problem[], group: GroupPreview): (() => void) | undefined => {
    const change = changeOfMend(alike, extras, group, preview.groups);
    return change ? () => onChange(change) : undefined;
  };
  return (
    <section className={styles.problems} aria-label="Before it is sent">
      <h3 className={styles.problemsHead}>{problemCountWords(troubled)}</h3>
      <div className={styles.problemsList}>
        {troubled.slice(0, mostGroups).map((group) => (
          <div key={group.shotIds.join()} className={styles.problemGroup}>
            <button type="button" className={styles.problemShot} onClick={() => select([...group.shotIds])}>
              {group.label}
            </button>
            {gatherProblems(group.problems).map((alike) => (
              <ProblemLine
                key={alike.map(({ message }) => message).join()}
                alike={alike}
                onMend={changeOf(alike, group)}
              />
            ))}
          </div>
        ))}
        {troubled.length > mostGroups && (
          <p className={styles.fact}>and {troubled.length - mostGroups} more submissions</p>
        )}
      </div>
    </section>
  );
}
