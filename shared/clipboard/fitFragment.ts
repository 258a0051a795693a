import type { PlanContext } from '../commands/command';
import { Document, type DocumentView } from '../document/document';
import { Draft } from '../document/draft';
import type { Project } from '../document/records';
import { changeFrameSize } from '../edits/changeFrameSize';
import { changeRate } from '../edits/changeRate';
import { retimeMove } from '../edits/moveKeyframes';
import type { Steps } from '../steps/runSteps';
import { frames } from '../time/frames';
import { isSameRate } from '../time/rate';
import type { Fragment } from './fragment';

/**
 * A fragment as a document that counts as another project does: times by the one rounding rule, places so that all that
 * was in the frame still is. The same as if its own project had been given that rate and frame. In steps of a record or a shot.
 */
export function* fitFragment(
  { records }: Fragment,
  { rate, frameSize }: Pick<Project, 'rate' | 'frameSize'>,
  context: PlanContext,
): Steps<DocumentView> {
  const document = new Document(records.map((record) => ({ ...record })));
  yield;
  const draft = new Draft(document);
  // Where the film it came from began means nothing here.
  const project = draft.update('project', document.project().id, {
    startFrame: frames(0),
    isDropFrame: false,
  });
  const hasOtherRate = !isSameRate(project.rate, rate);
  if (hasOtherRate)
    for (const { kind, id, fields } of changeRate(draft, rate, 'seconds').updates) {
      draft.update(kind, id, fields);
      yield;
    }
  const hasOtherShape = yield* changeFrameSize(draft, frameSize, 'fit');
  if (hasOtherRate || hasOtherShape)
    for (const { id } of draft.list('shot')) {
      retimeMove(draft, id, context);
      yield;
    }
  return draft;
}
