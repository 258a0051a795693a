import type { InternalReply, PlaceState } from '@shared/rpc/table';
import type { Archives } from '../archive/archives';
import type { ProjectCopies } from '../copies/projectCopies';
import type { Emit } from '../documentPort';
import type { GeneratorSettings } from '../generatorSettings';
import type { KeyRing } from '../keyRing';
import type { LibraryDatabase } from '../libraryDatabase';
import type { MachineFiles } from '../media/machineFiles';
import type { ProjectSession } from '../projectSession';
import type { RecentProjects } from '../recentProjects';

/** What the handlers of the worker's channels work with. */
export interface WorkerContext {
  readonly emit: Emit;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The open project. @throws CodedError `noProject` */
  session(): ProjectSession;
  /** The open project, to change it. @throws CodedError `noProject`, `readOnly` */
  writable(): ProjectSession;
  /** Opens a project in place of the one that is open. @throws as openProject; then what was open stays open */
  open(folder: string, mediaBase: string, readOnly?: boolean): Promise<InternalReply<'project.openAt'>>;
  closeSession(): Promise<void>;
  /** Goes on with the open project in another folder, where it is now. @throws as openProject; then none is open */
  follow(folder: string): Promise<void>;
  /** Looks where the open project is, and goes along if it was moved. */
  lookAtPlace(): Promise<PlaceState>;
  /** Copies that are being made, of the open project or another. */
  readonly copies: ProjectCopies;
  /** Opening and closing happen one after the other. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** @throws CodedError `unsupported` on the command line, which keeps none */
  library(): LibraryDatabase;
  recents(): RecentProjects;
  /** Whether a folder is that of a project which has been opened on this machine lately. */
  knowsProject(folder: string): boolean;
  readonly generators: GeneratorSettings;
  /** Keys of vendors, in memory. */
  readonly keys: KeyRing;
  /** What is known of this machine's files. */
  machine(): MachineFiles;
  readonly archives: Archives;
}
