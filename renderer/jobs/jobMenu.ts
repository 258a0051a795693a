import type { Job } from '@shared/generation/job';
import { currentDocument } from '../state/documentStore';
import { isJobUnderWay } from '../state/jobStore';
import {
  ArrowDown,
  ArrowUp,
  Check,
  Copy,
  CornerUpRight,
  FolderSearch,
  Pause,
  Play,
  RotateCcw,
  X,
} from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import {
  approveJobs,
  canApprove,
  cancelJobs,
  canPause,
  canResume,
  canRetry,
  copyErrors,
  goToShots,
  moveJobsToEnd,
  pauseJobs,
  resumeJobs,
  retryJobs,
  revealResult,
} from './jobCalls';
import { isPending } from './jobOrder';

/** The menu of chosen jobs: what is chosen is done to all that it can be done to; the rest of it is left out. */
export function jobMenu(jobs: readonly Job[]): readonly MenuEntry[] {
  const document = currentDocument();
  const ids = new Set<string>(jobs.map(({ id }) => id));
  const shotCount = jobs.flatMap(({ shotIds }) => shotIds.filter((id) => document.has('shot', id))).length;
  const [only] = jobs.length === 1 ? jobs : [];
  const reveal = only ? revealResult(only) : null;
  const many = (count: number): string => (count > 1 ? ` (${count})` : '');
  const count = (rule: (job: Job) => boolean): number => jobs.filter(rule).length;
  const offer = (isOffered: boolean, entry: MenuEntry): MenuEntry[] => (isOffered ? [entry] : []);
  const groups: MenuEntry[][] = [
    offer(shotCount > 0, {
      id: 'go',
      label: shotCount === 1 ? 'Go to Shot' : `Select ${shotCount} Shots`,
      icon: CornerUpRight,
      run: () => goToShots(jobs),
    }),
    [
      ...offer(count(isPending) > 0, {
        id: 'top',
        label: 'Move to Top',
        icon: ArrowUp,
        keys: 'Alt+Home',
        run: () => moveJobsToEnd(ids, 'top'),
      }),
      ...offer(count(isPending) > 0, {
        id: 'bottom',
        label: 'Move to Bottom',
        icon: ArrowDown,
        keys: 'Alt+End',
        run: () => moveJobsToEnd(ids, 'bottom'),
      }),
    ],
    [
      ...offer(count(canApprove) > 0, {
        id: 'approve',
        label: `Agree to the Price${many(count(canApprove))}`,
        icon: Check,
        run: () => approveJobs(jobs),
      }),
      ...offer(count(canPause) > 0, {
        id: 'pause',
        label: `Pause${many(count(canPause))}`,
        icon: Pause,
        run: () => pauseJobs(jobs),
      }),
      ...offer(count(canResume) > 0, {
        id: 'resume',
        label: `Go On${many(count(canResume))}`,
        icon: Play,
        run: () => resumeJobs(jobs),
      }),
      ...offer(count(canRetry) > 0, {
        id: 'retry',
        label: `Try Again${many(count(canRetry))}`,
        icon: RotateCcw,
        run: () => retryJobs(jobs),
      }),
    ],
    [
      ...offer(count(({ error }) => error !== null) > 0, {
        id: 'copy',
        label: `Copy Error${many(count(({ error }) => error !== null))}`,
        icon: Copy,
        run: () => void copyErrors(jobs),
      }),
      ...offer(reveal !== null, {
        id: 'reveal',
        label: 'Show in Folder',
        icon: FolderSearch,
        run: () => reveal?.(),
      }),
    ],
    offer(count(isJobUnderWay) > 0, {
      id: 'cancel',
      label: `Cancel${many(count(isJobUnderWay))}`,
      icon: X,
      keys: 'Delete',
      isDanger: true,
      run: () => cancelJobs(jobs),
    }),
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index): MenuEntry[] =>
      index === 0 ? group : [{ id: `line${index}`, separator: true }, ...group],
    );
}
