// `npm start`: sets up, builds when needed, opens the app.
import { buildOrExit } from './lib/build.mjs';
import { runElectron } from './lib/run-electron.mjs';
import { hasDisplay } from './lib/xvfb.mjs';
import { root } from './setup/paths.mjs';
import { setupOrExit } from './setup.mjs';

if (!hasDisplay()) {
  process.stderr.write(
    [
      'There is no display here, so no window can be shown (neither DISPLAY nor WAYLAND_DISPLAY is set).',
      'Start it from a desktop session, over "ssh -X", or on a virtual display that a VNC server shows:',
      '  xvfb-run -a npm start        (Debian, Ubuntu: apt-get install xvfb xauth)',
      'Without any display, "npm run demo" makes a film, and "npm run ekonte -- --help" lists the commands.',
      '',
    ].join('\n'),
  );
  process.exit(1);
}
const setup = await setupOrExit();
await buildOrExit(setup);
const { code } = await runElectron([root, ...process.argv.slice(2)], {
  path: setup.electron.path,
  stdio: 'inherit',
});
process.exitCode = code;
