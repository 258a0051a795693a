import { lazy, Suspense } from 'react';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { TriangleAlert, X } from '../../ui/icons';
import { type OpenProblem, useApp } from '../appStore';
import { openPacked } from '../archiveLife';
import {
  forgetProblem,
  openProjectDialog,
  openReadOnly,
  reopenProject,
  tryOpeningAgain,
} from '../projectLife';
import { forgetRecent, loadRecents } from '../recentsStore';
import { type ProblemSource, problemWords } from './problemWords';
import styles from './Welcome.module.css';

/** Seldom needed: the welcome screen comes up without it. */
const Rescue = lazy(() => import('./Rescue').then(({ Rescue: part }) => ({ default: part })));

function sourceOf({ recentId, of }: OpenProblem): ProblemSource {
  if (of !== 'project') return of;
  return recentId === null ? 'chosen' : 'recent';
}

/** Why a project did not open, where it was asked for, with the next step. */
export function OpenProblemNote({ problem }: { readonly problem: OpenProblem }) {
  const { title, advice, step } = problemWords(problem.code, sourceOf(problem));
  const { recentId } = problem;
  const isBusy = useApp((state) => state.opening !== null);
  const forget = (id: string): void => {
    forgetProblem();
    void forgetRecent(id);
  };
  const startAgain = (): void => {
    forgetProblem();
    void reopenProject().then(loadRecents);
  };
  return (
    <div className={styles.problem} role="alert">
      <TriangleAlert aria-hidden className={styles.problemIcon} />
      <div className={styles.problemText}>
        <p className={styles.problemTitle}>{title}</p>
        <p data-selectable>{problem.message}</p>
        {advice !== null && <p>{advice}</p>}
        {step === 'rescue' && (
          <Suspense>
            <Rescue />
          </Suspense>
        )}
        <div className={styles.problemSteps}>
          {((step === 'retry' && recentId !== null) || step === 'look') && (
            <Button size="small" disabled={isBusy} onClick={() => void tryOpeningAgain()}>
              Try Again
            </Button>
          )}
          {step === 'look' && (
            <Button size="small" disabled={isBusy} onClick={() => void openReadOnly()}>
              Open for Reading Only
            </Button>
          )}
          {problem.code === 'workerLost' && recentId === null && (
            <Button size="small" onClick={startAgain}>
              Try Again
            </Button>
          )}
          {step === 'forget' && recentId !== null && (
            <Button size="small" onClick={() => forget(recentId)}>
              Remove from This List
            </Button>
          )}
          {step === 'openPacked' && (
            <Button size="small" onClick={() => void openPacked()}>
              Choose Another…
            </Button>
          )}
          {(step === 'open' || step === 'forget' || step === 'rescue') && (
            <Button size="small" onClick={() => void openProjectDialog()}>
              {step === 'forget' ? 'Look for It…' : 'Choose a Folder…'}
            </Button>
          )}
        </div>
      </div>
      <IconButton icon={X} label="Dismiss" size="small" onClick={forgetProblem} />
    </div>
  );
}
