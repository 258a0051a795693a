import { type ChildProcess, spawn } from 'node:child_process';
import { type ProgramLine, programLineSchema } from '@shared/generation/programProtocol';
import { CodedError } from '@shared/rpc/result';

/** Characters of one line; a program that says more at once is not speaking the protocol. */
const lineCap = 1_000_000;
/** Of what it writes besides: kept for a person to read when it fails. */
const tailCap = 8_000;
/** After the request to end, before it is made to. */
const graceMs = 3_000;

export interface RunProgramOptions {
  readonly path: string;
  readonly arguments: readonly string[];
  /** Where it begins. */
  readonly folder: string;
  /** The one line it gets. Its input stays open until the work is over: its end means that nobody waits any more. */
  readonly request: object;
  readonly onLine: (line: ProgramLine) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs a program to its end, speaking lines of JSON. What is no JSON counts as words for the log.
 * @throws CodedError `notFound` or `refused` when it cannot be started; `refused` with its own words when it fails;
 * `tooLarge` for a line without end; `cancelled`: then it is no longer running
 */
export async function runProgram(options: RunProgramOptions): Promise<void> {
  const { signal } = options;
  if (signal.aborted) throw new CodedError('cancelled', 'Cancelled.');
  const child = start(options);
  const tail = new Tail();
  let failed: string | null = null;
  let fault: CodedError | null = null;
  let ending: Promise<void> | null = null;
  const stop = (): void => {
    ending ??= end(child);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const exit = await new Promise<{ code: number | null; by: string | null }>((resolve, reject) => {
      child.once('error', (error) => reject(startError(error, options.path)));
      child.once('close', (code, by) => resolve({ code, by }));
      child.stderr?.setEncoding('utf8').on('data', (text: string) => tail.add(text));
      const lines = new Lines((line) => {
        const said = parsed(line);
        if (!said) tail.add(`${line}\n`);
        else if (said.type === 'failed') failed = said.words;
        else if (said.type === 'log') tail.add(`${said.words}\n`);
        else options.onLine(said);
      });
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        if (fault || lines.add(text)) return;
        fault = new CodedError(
          'tooLarge',
          'The program said a line of more than a million characters and was stopped.',
        );
        stop();
      });
      // A program that ends without reading is told by its exit.
      child.stdin?.on('error', () => undefined);
      child.stdin?.write(`${JSON.stringify(options.request)}\n`);
    });
    if (signal.aborted) throw new CodedError('cancelled', 'Cancelled.');
    if (fault) throw fault;
    if (failed !== null) throw new CodedError('refused', `The program says: ${failed}`);
    if (exit.code !== 0) throw new CodedError('refused', exitWords(exit, tail.lastLines()));
  } finally {
    signal.removeEventListener('abort', stop);
    await ending;
  }
}

function start({ path, arguments: given, folder }: RunProgramOptions): ChildProcess {
  try {
    return spawn(path, [...given], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that what it starts ends with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
      shell: false,
    });
  } catch (error) {
    throw startError(error, path);
  }
}

function startError(error: unknown, path: string): CodedError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return new CodedError(
        'notFound',
        `The program is not there any more: ${path}. Choose it again in Programs.`,
      );
    case 'EACCES':
      return new CodedError(
        'refused',
        `${path} may not be run: make it executable, or choose the program that runs it.`,
      );
    case 'EINVAL':
    case 'ENOEXEC':
    case 'UNKNOWN':
      return new CodedError(
        'refused',
        `${path} is no program this system can start. Choose the program that runs it (as python or node), and give the file as its argument.`,
      );
    default:
      return new CodedError(
        'refused',
        `The program could not be started: ${error instanceof Error ? error.message : String(error)}.`,
      );
  }
}

/** Ends a program with all it has started. Resolves when it is gone. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdin?.end();
  signalAll(child.pid, 'SIGTERM');
  const timer = setTimeout(() => signalAll(child.pid ?? 0, 'SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
  // What it started may have outlived it.
  signalAll(child.pid, 'SIGKILL');
}

function signalAll(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid <= 0) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' }).on(
      'error',
      () => undefined,
    );
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left.
  }
}

function parsed(line: string): ProgramLine | null {
  if (!line.startsWith('{')) return null;
  try {
    const result = programLineSchema.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

function exitWords({ code, by }: { code: number | null; by: string | null }, words: string): string {
  const how = code === null ? `was ended by ${by ?? 'the system'}` : `ended with code ${code}`;
  return words === ''
    ? `The program ${how} and said nothing.`
    : `The program ${how}. Its last words: ${words}`;
}

/** Cuts a stream into lines. */
class Lines {
  readonly #take: (line: string) => void;
  #rest = '';

  constructor(take: (line: string) => void) {
    this.#take = take;
  }

  /** @returns false = a line grows without end */
  add(text: string): boolean {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.length > lineCap) return false;
      if (line.trim() !== '') this.#take(line.trim());
    }
    return this.#rest.length <= lineCap;
  }
}

/** The end of what somebody says. */
class Tail {
  #text = '';

  add(text: string): void {
    this.#text = (this.#text + text).slice(-tailCap);
  }

  lastLines(): string {
    const lines = this.#text.split('\n').filter((line) => line.trim() !== '');
    return lines.slice(-4).join('\n').slice(-1_000);
  }
}
