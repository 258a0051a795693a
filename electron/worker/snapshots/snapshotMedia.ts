import { runSnapshotTask } from './runSnapshotTask';
import { listSnapshotFiles } from './snapshotFiles';

/** What the versions of a project refer to. */
export interface MediaInSnapshots {
  readonly ids: ReadonlySet<string>;
  readonly fingerprints: ReadonlySet<string>;
  /** Of copied media: below the project folder, with forward slashes. */
  readonly paths: ReadonlySet<string>;
  /** Versions that cannot be read: what they refer to is not known. */
  readonly unreadable: readonly string[];
}

/**
 * Media that a version of the project would show if it were restored: their files are in use, whatever the document says.
 * Whoever removes files asks here first, and leaves everything alone while a version is `unreadable`.
 */
export async function mediaInSnapshots(projectFolder: string): Promise<MediaInSnapshots> {
  const [ids, fingerprints, paths] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const unreadable: string[] = [];
  for (const { id, path } of listSnapshotFiles(projectFolder)) {
    try {
      for (const media of await runSnapshotTask('media', { path })) {
        ids.add(media.id);
        fingerprints.add(media.fingerprint);
        paths.add(media.path);
      }
    } catch {
      unreadable.push(id);
    }
  }
  return { ids, fingerprints, paths, unreadable };
}
