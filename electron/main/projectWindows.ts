import { resolve } from 'node:path';
import type { WebContents } from 'electron';
import { isArchivePath } from './projectArgument';
import { type Opening, ProjectWindow, type ProjectWindowOptions } from './projectWindow';

/** All windows of the program that hold or can hold a project. */
export class ProjectWindows {
  readonly #windows = new Set<ProjectWindow>();
  readonly #options: ProjectWindowOptions;

  constructor(options: ProjectWindowOptions) {
    this.#options = options;
  }

  create(): ProjectWindow {
    const window = new ProjectWindow({
      ...this.#options,
      onClosed: (closed) => {
        this.#windows.delete(closed);
        this.#options.onClosed(closed);
      },
    });
    this.#windows.add(window);
    return window;
  }

  get count(): number {
    return this.#windows.size;
  }

  /** The window a message came from; undefined for any other page, the hidden renderer among them. */
  ofContents(contents: WebContents): ProjectWindow | undefined {
    return this.#find((window) => !window.window.isDestroyed() && window.window.webContents === contents);
  }

  ofToken(token: string): ProjectWindow | undefined {
    return this.#find((window) => window.token === token);
  }

  ofPath(path: string): ProjectWindow | undefined {
    const wanted = resolve(path);
    return this.#find((window) => window.projectPath === wanted);
  }

  /** The one to bring to the front: the focused, else the newest. */
  front(): ProjectWindow | undefined {
    return this.#find((window) => window.window.isFocused()) ?? [...this.#windows].at(-1);
  }

  /** Shows what the system or a second start hands over: a project folder or a packed project. */
  async openPath(path: string): Promise<void> {
    if (isArchivePath(path)) this.offerArchive(path, this.#free());
    else await this.#openFolder(path);
  }

  /** Has the page ask where a packed project is to go; it asks for offers by itself when it loads. */
  offerArchive(path: string, window: ProjectWindow): void {
    window.focus();
    window.archives.offer(path);
    window.emit('command.invoked', { command: 'project.unpackOffered' });
  }

  /** Where it is open, or in a window of its own. */
  async #openFolder(path: string): Promise<void> {
    const holder = this.ofPath(path);
    if (holder) {
      holder.focus();
      return;
    }
    const free = this.#free();
    free.focus();
    const opening: Opening = { channel: 'project.openAt', request: { path } };
    const result = await free.open(opening);
    // The page asks for the project when it loads; one that is there already is told to look again.
    if (result.ok) free.emit('command.invoked', { command: 'project.show' });
    else free.emit('problem.raised', result.error);
  }

  /** Each window saves what it has and goes. */
  closeAll(): void {
    for (const { window } of [...this.#windows]) window.close();
  }

  #free(): ProjectWindow {
    return this.#find((window) => window.opened === null) ?? this.create();
  }

  #find(matches: (window: ProjectWindow) => boolean): ProjectWindow | undefined {
    return [...this.#windows].find(matches);
  }
}
