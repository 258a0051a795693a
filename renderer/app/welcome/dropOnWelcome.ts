import { droppedScript, isProjectFile, isShotFile, isStoryboard } from '@shared/media/fileEndings';
import type { ReadScript } from '@shared/rpc/table';
import { call } from '../../state/bridge';
import { createNamed, openDropped, setProblem } from '../projectLife';

/** What files dropped on the welcome screen are meant for. */
export type WelcomeDrop<T> =
  | { readonly kind: 'project'; readonly file: T }
  /** A new film from it. */
  | { readonly kind: 'script'; readonly file: T }
  /** A new film of these scenes of another program. */
  | { readonly kind: 'storyboards'; readonly files: readonly T[] }
  /** A new film, of which each is a shot. */
  | { readonly kind: 'shots'; readonly files: readonly T[] };

/** A folder of any name may be a project; what it is instead is said when it is opened. null = nothing was dropped. */
export function welcomeDrop<T extends { readonly name: string }>(files: readonly T[]): WelcomeDrop<T> | null {
  const [first] = files;
  if (!first) return null;
  const project = files.find(isProjectFile);
  if (project) return { kind: 'project', file: project };
  const storyboards = files.filter(isStoryboard);
  if (storyboards.length > 0) return { kind: 'storyboards', files: storyboards };
  const script = droppedScript(files);
  if (script) return { kind: 'script', file: script };
  return files.some(isShotFile) ? { kind: 'shots', files } : { kind: 'project', file: first };
}

/**
 * Opens what was dropped, or begins a new film with it. A failure is told on the welcome screen.
 * @param typedName of the film, as it stands in the form; may be empty
 */
export async function openWelcomeDrop(files: readonly File[], typedName: string): Promise<void> {
  const drop = welcomeDrop(files);
  if (drop?.kind === 'project') await openDropped(drop.file);
  else if (drop?.kind === 'script') await beginFromScript(drop.file, typedName);
  else if (drop?.kind === 'storyboards') await beginFromStoryboards(drop.files, typedName);
  else if (drop?.kind === 'shots') await beginFromShots(drop.files, typedName);
}

/** Read first: no project is made for a file that is none. What it brings is shown in the new film before it comes in. */
async function beginFromScript(file: File, typedName: string): Promise<void> {
  let script: ReadScript;
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    script = await call('script.read', { name: file.name, bytes });
  } catch (error) {
    setProblem(error, { of: 'script' });
    return;
  }
  if (!(await createNamed(typedName || script.screenplay.title || nameOf(file)))) return;
  const { showScript } = await import('../../script/openScript');
  await showScript(script);
}

async function beginFromStoryboards(files: readonly File[], typedName: string): Promise<void> {
  if (!(await createNamed(typedName || nameOf(files[0])))) return;
  const { importStoryboards } = await import('../../state/storyboards');
  await importStoryboards(files);
}

async function beginFromShots(files: readonly File[], typedName: string): Promise<void> {
  if (!(await createNamed(typedName))) return;
  const { importAndReport } = await import('../../state/importReport');
  await importAndReport(files, { as: 'shots', sceneId: null, index: null });
}

/** Of a film that begins with this file. */
const nameOf = (file: File | undefined): string => file?.name.replace(/\.[^.]+$/, '') ?? '';
