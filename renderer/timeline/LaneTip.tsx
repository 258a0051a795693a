import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../state/projectScope';
import { cx } from '../ui/cx';
import type { LaneTipContent } from './laneTips';
import styles from './Timeline.module.css';

export const laneTipStore = createStore<{ readonly tip: LaneTipContent | null }>()(() => ({ tip: null }));
withProject(() => laneTipStore.setState({ tip: null }));

const widthPx = 320;
const mostProblems = 5;

/** Over the lanes, which are a canvas and have no parts of their own that could have a hint. */
export function LaneTip({ lanesWidth }: { readonly lanesWidth: () => number }) {
  const tip = useStore(laneTipStore, (state) => state.tip);
  if (!tip) return null;
  const left = Math.max(4, Math.min(tip.x - 12, lanesWidth() - widthPx - 4));
  return (
    <div className={styles.tip} style={{ left, top: tip.top, maxWidth: widthPx }} role="tooltip">
      <strong>{tip.title}</strong>
      {tip.note !== '' && <span className={styles.tipMaker}>{tip.note}</span>}
      {tip.problems.slice(0, mostProblems).map(({ severity, message }) => (
        <span key={message} className={cx(styles.tipProblem, severity === 'error' && styles.tipError)}>
          {message}
        </span>
      ))}
      {tip.problems.length > mostProblems && (
        <span className={styles.tipMaker}>and {tip.problems.length - mostProblems} more</span>
      )}
    </div>
  );
}
