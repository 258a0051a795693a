import type { MediaRootId } from '@shared/document/ids';
import { mediaSchema } from '@shared/document/records';
import type { Database, Statement } from 'better-sqlite3';
import type { FileLook, FileToRemember, MachineFiles, RememberedFile } from './media/machineFiles';
import type { FileFacts } from './media/thread/fileFacts.ts';
import type { FingerprintOf } from './media/thread/fingerprint.ts';

const lookSchema = mediaSchema.pick({ content: true, mimeType: true });

/** Counting reads the whole index. */
const countEvery = 5_000;

interface Row {
  readonly fingerprint: string;
  readonly look: string | null;
}

/** The tables `file` and `root_place` of library.db. */
export class LibraryFiles implements MachineFiles {
  readonly #handle: Database;
  readonly #cap: number;
  readonly #read: Statement<[string, string, number, string, string], Row>;
  readonly #write: Statement;
  readonly #place: Statement<[string], { folder: string }>;
  readonly #now: () => number;
  /** Written since the table was last counted. */
  #written = Number.POSITIVE_INFINITY;

  constructor(handle: Database, cap: number, now: () => number = Date.now) {
    this.#handle = handle;
    this.#cap = cap;
    this.#now = now;
    this.#read = handle.prepare(
      `SELECT fingerprint, look FROM file
       WHERE device = ? AND inode = ? AND byte_size = ? AND modified_ns = ? AND fingerprint_of = ?`,
    );
    this.#write = handle.prepare(
      `INSERT INTO file (device, inode, byte_size, modified_ns, fingerprint_of, fingerprint, look, seen_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, look = coalesce(excluded.look, look),
         seen_at_ms = excluded.seen_at_ms`,
    );
    this.#place = handle.prepare('SELECT folder FROM root_place WHERE root_id = ?');
  }

  recall({ device, inode, byteSize, modifiedNs }: FileFacts, of: FingerprintOf): RememberedFile | undefined {
    const row = this.#read.get(device, inode, byteSize, modifiedNs, of);
    return row && { fingerprint: row.fingerprint, look: lookOf(row.look) };
  }

  /** What cannot be kept is read again next time: no error. */
  remember(files: readonly FileToRemember[]): void {
    const now = this.#now();
    try {
      this.#handle.transaction(() => {
        for (const { facts, of, fingerprint, look } of files) {
          const { device, inode, byteSize, modifiedNs } = facts;
          const text = look && JSON.stringify(look);
          this.#write.run(device, inode, byteSize, modifiedNs, of, fingerprint, text, now);
        }
        this.#written += files.length;
        if (this.#written > countEvery) this.#dropOldest();
      })();
    } catch {
      return;
    }
  }

  rootPlace(rootId: MediaRootId): string | undefined {
    return this.#place.get(rootId)?.folder;
  }

  setRootPlace(rootId: MediaRootId, folder: string | null): void {
    if (folder === null) this.#handle.prepare('DELETE FROM root_place WHERE root_id = ?').run(rootId);
    else {
      this.#handle
        .prepare(
          'INSERT INTO root_place (root_id, folder) VALUES (?, ?) ON CONFLICT DO UPDATE SET folder = excluded.folder',
        )
        .run(rootId, folder);
    }
  }

  #dropOldest(): void {
    this.#written = 0;
    const { count } = this.#handle.prepare('SELECT count(*) AS count FROM file').get() as { count: number };
    if (count <= this.#cap) return;
    this.#handle
      .prepare(
        `DELETE FROM file WHERE seen_at_ms <= (SELECT seen_at_ms FROM file ORDER BY seen_at_ms LIMIT 1 OFFSET ?)`,
      )
      .run(count - this.#cap - 1);
  }
}

/** Another version may have kept what is no look here: it is looked at again. */
function lookOf(text: string | null): FileLook | null {
  if (text === null) return null;
  try {
    return lookSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
