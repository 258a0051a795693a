import { askCutFile, askScriptFile } from './dialogs';
import { fail, type Handlers, ok } from './handlerContext';

/** Screenplays and cuts that the person chooses. */
export const scriptHandlers = {
  'script.openDialog': async (_request, { window }) => {
    if (!window.opened) return fail('noProject', 'No project is open.');
    const path = await askScriptFile(window.window);
    return path === null ? ok(null) : window.supervisor.callInternal('script.readAt', { path });
  },
  'cut.openDialog': async (_request, { window }) => {
    if (!window.opened) return fail('noProject', 'No project is open.');
    const path = await askCutFile(window.window);
    return path === null ? ok(null) : window.supervisor.callInternal('cut.readAt', { path, rate: null });
  },
} satisfies Partial<Handlers>;
