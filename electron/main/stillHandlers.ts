import { askPictureFolder, askReplacePictures } from './dialogs';
import { fail, type Handlers, ok } from './handlerContext';

/** Pictures to a folder that the person chooses. */
export const stillHandlers = {
  'stills.saveDialog': async (wish, { window }) => {
    if (!window.opened || !window.projectPath) return fail('noProject', 'No project is open.');
    const path = await askPictureFolder(window.window, window.projectPath);
    if (path === null) return ok(null);
    const named = await window.supervisor.callInternal('stills.namesAt', { ...wish, path });
    if (!named.ok) return named;
    const { present } = named.value;
    const answer = present.length === 0 ? 'beside' : await askReplacePictures(window.window, present);
    if (answer === null) return ok(null);
    return window.supervisor.callInternal('stills.saveAt', {
      ...wish,
      path,
      mayReplace: answer === 'replace',
    });
  },
} satisfies Partial<Handlers>;
