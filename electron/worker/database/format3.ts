import type { Database } from 'better-sqlite3';
import { type Json, rewriteRecords } from './rewriteRecords';

/** What each kind's records have since format 3 that they had not before. Never edited once released. */
const newFields: Readonly<Record<string, Json>> = {
  project: { styleElementIds: [], promptPrefix: '', promptSuffix: '', negativePrompt: '' },
  shot: { clipJoin: 'auto' },
  take: { inputParts: null },
  clip: { spokenText: null },
};

/** Format 3: what is said of a whole film to every model, and which shots go into one clip. */
export function upgradeToFormat3(database: Database): void {
  rewriteRecords(database, (record) => ({ ...record, ...newFields[String(record.kind)] }));
}
