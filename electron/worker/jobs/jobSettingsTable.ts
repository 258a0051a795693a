import { defaultJobSettings, type JobSettings, jobSettingsSchema } from '@shared/generation/ledger';
import type { Database } from 'better-sqlite3';

/** The queue's settings, kept with the project. What cannot be read is the defaults: caps are then asked for again. */
export class JobSettingsTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  load(): JobSettings {
    const row = this.#database
      .prepare<[], { json: string }>('SELECT json FROM job_settings WHERE id = 1')
      .get();
    try {
      return jobSettingsSchema.parse(JSON.parse(row?.json ?? 'null'));
    } catch {
      return defaultJobSettings;
    }
  }

  save(settings: JobSettings): void {
    this.#database
      .prepare(
        'INSERT INTO job_settings (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
      )
      .run(JSON.stringify(settings));
  }
}
