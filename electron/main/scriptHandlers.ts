import { askScriptFile } from './dialogs';
import { fail, type Handlers, ok } from './handlerContext';

/** A screenplay that the person chooses. */
export const scriptHandlers = {
  'script.openDialog': async (_request, { window }) => {
    if (!window.opened) return fail('noProject', 'No project is open.');
    const path = await askScriptFile(window.window);
    return path === null ? ok(null) : window.supervisor.callInternal('script.readAt', { path });
  },
} satisfies Partial<Handlers>;
