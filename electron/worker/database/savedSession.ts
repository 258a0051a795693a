import type { Database } from 'better-sqlite3';

/** The JSON of where the person was last, as it was saved; undefined = it never was. */
export function readSession(handle: Database): string | undefined {
  return handle.prepare<[], { json: string }>('SELECT json FROM session WHERE id = 1').get()?.json;
}
