import { checkProject } from '../worker/database/checkProject';
import { type CliCommand, pathArgument } from './cliContext';
import { withMachine } from './machine';

export const check: CliCommand = {
  declare: (program) =>
    program
      .command('check')
      .description('database, references, history and media: says what is wrong, changes nothing')
      .argument('<project>', 'project folder'),
  run: async (args, world) => {
    const path = pathArgument(args, 0, world);
    const problems = await withMachine(world, (machine) => checkProject(path, machine));
    return {
      json: { path, ok: problems.length === 0, problems },
      text:
        problems.length === 0
          ? 'No problems found.'
          : [...problems.map(({ message }) => message), problemCount(problems.length)].join('\n'),
      isFailure: problems.length > 0,
    };
  },
};

function problemCount(count: number): string {
  return count === 1 ? '1 problem.' : `${count} problems.`;
}
