import type { ElementId, MediaId, ShotId } from '@shared/document/ids';
import { mendCommand } from '@shared/generation/mends';
import type { GroupPreview } from '@shared/generation/preview';
import type { Mend, Problem } from '@shared/generation/problems';
import type { FrameChoice } from '@shared/generation/request';
import type { RunSettings } from '@shared/generation/runSettings';

/** What was mended for the run at hand alone, in the words of a provider's settings. */
export interface RunExtras {
  readonly fittedIds?: readonly MediaId[];
  readonly withoutElementIds?: readonly ElementId[];
  /** Groups as they are to be sent, over what the settings say. */
  readonly grouping?: 'single' | readonly (readonly ShotId[])[];
  /** For one shot between its neighbours: their frames, or what was put in their place, over what the settings say. */
  readonly firstFrame?: FrameChoice;
  readonly lastFrame?: FrameChoice;
  readonly plannedBy?: 'us';
}

/** What a mend changes: the film, what is set for runs, the run at hand, or the model. */
export type RunChange =
  | { readonly type: 'film'; readonly command: string; readonly args: unknown }
  | { readonly type: 'settings'; readonly change: Partial<RunSettings> }
  | { readonly type: 'extras'; readonly extras: RunExtras }
  | { readonly type: 'model'; readonly model: string };

const add = <Value>(values: readonly Value[] | undefined, more: readonly Value[]): readonly Value[] => [
  ...new Set([...(values ?? []), ...more]),
];

/**
 * What one click on problems that are wrong alike does, in a form where all groups share their settings.
 * @param group where they stand @returns null where this form has nothing to change
 */
export function changeOfMend(
  alike: readonly Problem[],
  extras: RunExtras,
  group: GroupPreview,
  groups: readonly GroupPreview[],
): RunChange | null {
  const mends = alike.flatMap(({ mend }) => mend?.action ?? []);
  const [mend] = mends;
  if (!mend) return null;
  const command = mendCommand(mend);
  if (command) return { type: 'film', ...command };
  switch (mend.type) {
    case 'setModel':
      return { type: 'model', model: mend.model };
    case 'splitGroup':
      return {
        type: 'extras',
        extras: {
          ...extras,
          grouping: groups.flatMap((each) =>
            each.label === group.label ? each.shotIds.map((id) => [id]) : [each.shotIds],
          ),
        },
      };
    case 'fitPicture': {
      const fitted = mends.flatMap((each) => (each.type === 'fitPicture' ? [each.mediaId] : []));
      return { type: 'extras', extras: { ...extras, fittedIds: add(extras.fittedIds, fitted) } };
    }
    case 'dropElement':
      return {
        type: 'extras',
        extras: { ...extras, withoutElementIds: add(extras.withoutElementIds, [mend.elementId]) },
      };
    default: {
      const change = settingOf(mend);
      return change && { type: 'settings', change };
    }
  }
}

function settingOf(mend: Mend): Partial<RunSettings> | null {
  switch (mend.type) {
    case 'dropFrame':
      return { [`${mend.which}Frame`]: 'none' };
    case 'useBoard':
      return { [`${mend.which}Frame`]: 'board' };
    case 'dropClip':
      return { clipUrl: '' };
    case 'setSound':
      return { sound: mend.sound };
    case 'setResolution':
      return mend.resolution === 'project' ? { resolution: undefined } : { resolution: mend.resolution };
    case 'setRatio':
      return { ratio: mend.ratio };
    case 'setPlannedBy':
      return { plannedBy: mend.plannedBy };
    case 'dropSeed':
      return { seed: null };
    default:
      return null;
  }
}

/** Problems of a run by what is sent together, the worst first; groups without any are left out. */
export function groupsWithProblems(groups: readonly GroupPreview[]): readonly GroupPreview[] {
  const hasError = ({ problems }: GroupPreview): boolean =>
    problems.some(({ severity }) => severity === 'error');
  const troubled = groups.filter(({ problems }) => problems.length > 0);
  return [...troubled.filter(hasError), ...troubled.filter((group) => !hasError(group))];
}

/** "2 to mend, 3 notes". */
export function problemCountWords(groups: readonly GroupPreview[]): string {
  const problems = groups.flatMap((group) => group.problems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const notes = problems.length - errors;
  return [
    errors > 0 ? `${errors} to mend before it can be sent` : '',
    notes > 0 ? `${notes} ${notes === 1 ? 'note' : 'notes'}` : '',
  ]
    .filter((words) => words !== '')
    .join(' · ');
}
