import { planScriptInSteps, scriptImportSchema } from '../script/planScript';
import { writeScript } from '../script/writeScript';
import { defineCommand } from './command';

/**
 * Takes a screenplay into the film, or a newer version of one: scenes, characters, places, dialogue and shots. What is there keeps its
 * shots, boards, takes and numbers; only what the script has changed since it was last taken in changes.
 */
const importScript = defineCommand({
  id: 'script.import',
  title: 'Import Script',
  args: scriptImportSchema,
  plan: function* (draft, choices, context) {
    const plan = yield* planScriptInSteps(draft, choices);
    const { isUpdate, shotIds } = yield* writeScript(draft, plan, choices, context);
    return {
      label: isUpdate ? 'Update from Script' : 'Import Script',
      ...(shotIds.length > 0 && { selection: shotIds.slice(0, 1) }),
    };
  },
});

export const scriptCommands = [importScript] as const;
