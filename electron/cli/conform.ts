import {
  changeWords,
  countStates,
  leftWords,
  soundWords,
  stateOf,
  summaryWords,
  titleOf,
} from '@shared/conform/conformWords';
import { type ConformPlan, changesAnything, conformSchema, planConform } from '@shared/conform/planConform';
import { Document } from '@shared/document/document';
import type { ReadCut } from '@shared/rpc/conformChannels';
import { parseRate } from '@shared/time/rate';
import { z } from 'zod';
import { type CliCommand, pathArgument, UsageError } from './cliContext';
import { withProject } from './withProject';

export const conform: CliCommand = {
  declare: (program) =>
    program
      .command('conform')
      .description('read a cut of the film back from an editing program: tells what would change')
      .argument('<project>', 'project folder')
      .argument(
        '<file>',
        'OpenTimelineIO (.otio, .otioz), Final Cut Pro XML (.xml, .fcpxml) or CMX 3600 (.edl)',
      )
      .option('--apply', 'take it, as one edit')
      .option('--keep-gone', 'shots that the cut no longer has stay; else they are omitted')
      .option('--rate <rate>', 'of an EDL, which does not say its own; else the film’s'),
  run: async ({ positional, options }, world) => {
    const folder = pathArgument({ positional, options }, 0, world);
    const path = pathArgument({ positional, options }, 1, world);
    const rate = options['rate'] === undefined ? null : rateOption(String(options['rate']));
    return withProject(folder, world, async (worker) => {
      const { cut, notes } = await worker.callInternal('cut.readAt', { path, rate });
      const { records } = await worker.call('document.load', null);
      const document = new Document(records);
      const { plan, choices } = planned(document, cut, { keepsGone: options['keepGone'] === true });
      const isApplied = options['apply'] === true && changesAnything(plan);
      const committed = isApplied
        ? await worker.call('edit.run', {
            command: 'film.takeCut',
            args: z.json().parse(choices),
            selection: [],
          })
        : null;
      const said = [...notes, ...leftWords(plan)];
      return {
        json: {
          ...countStates(plan),
          shots: plan.rows.map((row) => ({
            state: stateOf(row),
            name: titleOf(row),
            id: row.kind === 'gone' ? row.listed.shot.id : 'use' in row ? row.use.listed.shot.id : null,
            change: changeWords(row),
          })),
          sounds: plan.sounds.changes.map((change) => ({
            name: change.name,
            id: change.clip.id,
            change: soundWords(change),
          })),
          notes: said,
          revision: committed?.revision ?? null,
        },
        text: [...said, ...linesOf(plan), ending(plan, isApplied)].join('\n'),
      };
    });
  },
};

/** Which shots are gone, only a plan tells. */
function planned(document: Document, cut: ReadCut['cut'], { keepsGone }: { readonly keepsGone: boolean }) {
  const choices = conformSchema.parse({ cut });
  const plan = planConform(document, choices);
  const gone = plan.rows.flatMap((row) => (row.kind === 'gone' ? [row.key] : []));
  if (!keepsGone || gone.length === 0) return { plan, choices };
  const keeping = { ...choices, leftOut: gone };
  return { plan: planConform(document, keeping), choices: keeping };
}

function rateOption(text: string) {
  try {
    return parseRate(text);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function linesOf(plan: ConformPlan): string[] {
  const shots = plan.rows.flatMap((row) => {
    const state = stateOf(row);
    return state === 'same' ? [] : [`${state.padEnd(8)}${titleOf(row)}: ${changeWords(row)}`];
  });
  const sounds = plan.sounds.changes.map(
    (change) => `${'sound'.padEnd(8)}${change.name}: ${soundWords(change)}`,
  );
  return [...shots, ...sounds];
}

function ending(plan: ConformPlan, isApplied: boolean): string {
  const words = summaryWords(plan);
  if (words === '') return 'Nothing has changed in the cut.';
  return isApplied ? `${words}.` : `Would be: ${words}. Take it with --apply.`;
}
