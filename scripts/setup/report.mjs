// Progress lines of the set-up. Everything goes to stderr: stdout belongs to results (CLI `--json`).
const started = Date.now();
const notes = [];
const heartbeatMs = 10_000;

/** Seconds since the process began, as `  3.2 s`. */
const clock = () => `${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s`;

/** Prints one progress line. */
export function say(text) {
  process.stderr.write(`[set-up ${clock()}] ${text}\n`);
}

/** Remembers what was fallen back to, and why; printed in the last line and kept in the stamp. */
export function note(text) {
  if (!notes.includes(text)) notes.push(text);
}

/** All notes so far. */
export const allNotes = () => [...notes];

/**
 * Runs one step and says when it starts, that it still runs, and how it ended.
 * @template T
 * @param {string} name what is done, in the -ing form
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const from = Date.now();
  const seconds = () => `${((Date.now() - from) / 1000).toFixed(0)} s`;
  say(`${name} …`);
  const heartbeat = setInterval(() => say(`${name} … still at it after ${seconds()}`), heartbeatMs);
  try {
    const result = await work();
    say(`${name}: done in ${((Date.now() - from) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    say(`${name}: not possible (${error.message.split('\n')[0]})`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

/** A failure a person can mend: `message` says what is missing, `remedy` is the command that mends it. */
export class SetupError extends Error {
  constructor(message, remedy) {
    super(message);
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}

/**
 * Runs work that may fail with a SetupError and ends the process with its message and remedy when it does.
 * @template T
 * @param {string} headline what could not be done
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function orExit(headline, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`\n${headline}\n${error.message}\nThis mends it: ${error.remedy}\n`);
    return process.exit(1);
  }
}
