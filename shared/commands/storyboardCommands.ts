import { storyboardImportSchema } from '../storyboarder/storyboardImport';
import { writeStoryboards } from '../storyboarder/writeStoryboards';
import { defineCommand } from './command';

/** Scenes of boards from another program, with the script they were drawn for. Their pictures and sounds are media by then. */
const importStoryboards = defineCommand({
  id: 'storyboard.import',
  title: 'Import Storyboard',
  args: storyboardImportSchema,
  plan: (draft, request, context) => {
    const shotIds = writeStoryboards(draft, request, context);
    return shotIds.length > 0 ? { selection: shotIds.slice(0, 1) } : undefined;
  },
});

export const storyboardCommands = [importStoryboards] as const;
