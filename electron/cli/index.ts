import { version } from '../../package.json';
import { libraryFolder } from './machine';
import { runCli } from './runCli';

// A reader that has seen enough (`ekonte info P | head -1`) closes the pipe: no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli(process.argv.slice(2), version, {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  now: Date.now,
  libraryFolder: libraryFolder(process.env, process.platform),
});
