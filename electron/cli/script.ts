import { Document } from '@shared/document/document';
import { changeWords, countStates, stateOf, summaryWords } from '@shared/script/changeWords';
import { planScript, type ScenePlan, type ScriptPlan, scriptImportSchema } from '@shared/script/planScript';
import { shotWays } from '@shared/script/scriptShots';
import { Option } from 'commander';
import { type CliCommand, pathArgument } from './cliContext';
import { withProject } from './withProject';

export const script: CliCommand = {
  declare: (program) =>
    program
      .command('script')
      .description('take scenes, shots and dialogue from a screenplay; again = update')
      .argument('<project>', 'project folder')
      .argument('<file>', 'Fountain (.fountain, .txt) or Final Draft (.fdx)')
      .addOption(
        new Option(
          '--shots <what>',
          'what becomes shots of a new scene: all of it, each paragraph of action, or by rules',
        )
          .choices(shotWays)
          .default('scene'),
      )
      .option('--take-out', 'scenes that are gone from the script go, too')
      .option('--keep-lines', 'lines that are gone from the script stay')
      .option('--dry-run', 'only tell what would change'),
  run: async ({ positional, options }, world) => {
    const folder = pathArgument({ positional, options }, 0, world);
    const path = pathArgument({ positional, options }, 1, world);
    return withProject(folder, world, async (worker) => {
      const { screenplay, notes } = await worker.callInternal('script.readAt', { path });
      const { records } = await worker.call('document.load', null);
      const document = new Document(records);
      const choices = scriptImportSchema.parse({
        screenplay,
        shots: options['shots'],
        removesGoneLines: options['keepLines'] !== true,
      });
      const found = planScript(document, choices);
      const gone = found.scenes.flatMap((each) => (each.kind === 'gone' ? [each.scene.id] : []));
      const takenOut = options['takeOut'] === true ? gone : [];
      const isDry = options['dryRun'] === true;
      const committed = isDry
        ? null
        : await worker.call('edit.run', {
            command: 'script.import',
            args: { ...choices, takenOut },
            selection: [],
          });
      return {
        json: {
          ...countStates(found),
          takenOut: isDry ? 0 : takenOut.length,
          elements: found.newElements.map(({ type, name }) => ({ type, name })),
          scenes: found.scenes.map(sceneJson),
          notes,
          revision: committed?.revision ?? null,
        },
        text: [...notes, ...linesOf(found, takenOut.length > 0), ending(found, isDry)].join('\n'),
      };
    });
  },
};

const headingOf = (plan: ScenePlan): string =>
  (plan.kind === 'gone' ? plan.scene.heading : plan.script.heading) || 'Untitled scene';
const numberOf = (plan: ScenePlan): string | null =>
  plan.kind === 'new' ? plan.script.number : plan.scene.number;

function sceneJson(plan: ScenePlan) {
  const id = plan.kind === 'new' ? null : plan.scene.id;
  return {
    state: stateOf(plan),
    number: numberOf(plan),
    heading: headingOf(plan),
    id,
    change: changeWords(plan),
  };
}

function linesOf(plan: ScriptPlan, isTakenOut: boolean): string[] {
  const scenes = plan.scenes.flatMap((each) => {
    const state = stateOf(each);
    if (state === 'same') return [];
    const number = numberOf(each);
    const words = state === 'gone' && isTakenOut ? 'taken out' : changeWords(each);
    return [`${state.padEnd(8)}${number === null ? '' : `${number}  `}${headingOf(each)}: ${words}`];
  });
  const elements = plan.newElements.map(({ type, name }) => `${'new'.padEnd(8)}${type} ${name}`);
  return [...scenes, ...elements];
}

function ending(plan: ScriptPlan, isDry: boolean): string {
  const words = summaryWords(plan);
  if (words === '') return 'Nothing in the script has changed.';
  return isDry ? `Would be: ${words}.` : `${words}.`;
}
