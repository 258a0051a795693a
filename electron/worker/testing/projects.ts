import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ErrorCode } from '@shared/rpc/result';
import { CodedError } from '@shared/rpc/result';
import type { Committed } from '@shared/rpc/table';
import { onTestFinished } from 'vitest';
import { createProject } from '../database/createProject';
import { type OpenedDatabase, type OpenOptions, openProject } from '../database/openProject';

export const testNowMs = 1_700_000_000_000;

export const newFilm = {
  name: 'Film',
  rate: { num: 24, den: 1 },
  frameSize: { width: 1920, height: 1080 },
} as const;

/** A folder of this test's own, gone when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ekonte-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty project in a folder of its own; its path. */
export function newProjectFolder(): string {
  const path = join(temporaryFolder(), 'Film.ekonte');
  createProject(path, newFilm, testNowMs);
  return path;
}

export interface OpenTestProject extends OpenedDatabase {
  /** All commits since opening. */
  readonly commits: readonly Committed[];
}

/** Opens a project and closes it when the test ends, if the test has not. */
export function openTestProject(path: string, options: Partial<OpenOptions> = {}): OpenTestProject {
  const commits: Committed[] = [];
  const opened = openProject(path, {
    now: () => testNowMs,
    onCommitted: (committed) => commits.push(committed),
    ...options,
  });
  let isOpen = true;
  const close = () => {
    if (isOpen) opened.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { ...opened, close, commits };
}

/** Name, size and content of every file below a folder. */
export function describeFolder(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    files[name] = statSync(path).isDirectory()
      ? 'folder'
      : createHash('sha256').update(readFileSync(path)).digest('hex');
  }
  return files;
}

/** The code of the CodedError that `work` throws; its message has to be a sentence. */
export function codeOf(work: () => unknown): ErrorCode | 'nothing thrown' {
  try {
    work();
    return 'nothing thrown';
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    if (!/^["A-Z].*[.]$/s.test(error.message)) throw new Error(`Not a sentence: ${error.message}`);
    return error.code;
  }
}
