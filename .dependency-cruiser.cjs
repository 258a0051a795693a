// The import rule of the house (docs/architecture.md), checked by `npm run imports` and in `npm test`.
// tests/rules/import-rules.test.ts proves that each rule fails on a violation.

/** Parts of the window a person works in. They meet through stores and commands, never through each other. */
const features =
  'boards|stage|camera|elements|media|timeline|player|jobs|deliver|inspector|prompt|script|history|project|shotlist|find|generators';
/** Tests, and the `testing/` folders they share helpers in, may use what they test with. */
const tests = '(\\.test\\.tsx?$|/testing/)';

/**
 * Pattern for files of npm packages. Our own folder is called electron/, too, hence the full path.
 * @param {string} name alternatives, separated by |
 */
const npm = (name) => `(^|/)node_modules/(${name})/`;
const nodeSide = 'electron|better-sqlite3|sharp|@napi-rs/canvas|commander';
const pageSide =
  'react|react-dom|react-konva|konva|@base-ui/react|lucide-react|cmdk|zustand|tinykeys|@tanstack/react-virtual|react-resizable-panels';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that import each other cannot be read, tested or moved alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'An import that leads nowhere would only fail at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(raw|url|worker|inline)$|^virtual:' },
    },
    {
      name: 'product-without-dev-packages',
      comment: 'Packaged builds hold "dependencies" only (Electron itself is the host).',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], pathNot: npm('electron|@types/[^/]+') },
    },
    {
      name: 'shared-imports-nothing-of-ours',
      comment: 'shared/ is the ground both sides stand on.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|scripts|tests|assets)/' },
    },
    {
      name: 'shared-is-pure',
      comment:
        'shared/ runs in the worker, in pages and in plain Node alike: no Node, Electron, DOM, React or Konva.',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      to: { path: npm(`${nodeSide}|${pageSide}`) },
    },
    {
      name: 'shared-without-node',
      comment: 'shared/ runs in pages, too, where Node is not.',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-not-to-renderer',
      comment: 'The two sides speak through shared/rpc.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|scripts|tests)/' },
    },
    {
      name: 'electron-without-page-packages',
      severity: 'error',
      comment: 'React, Konva and their kind belong to pages.',
      from: { path: '^electron/' },
      to: { path: npm(pageSide) },
    },
    {
      name: 'worker-and-cli-run-in-plain-node',
      comment: 'The command line is the same worker without Electron, so neither may import it.',
      severity: 'error',
      from: { path: '^electron/(worker|cli)/' },
      to: { path: npm('electron'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'processes-do-not-reach-into-each-other',
      comment: 'Main process, preload and worker are programs of their own; they share shared/ and messages.',
      severity: 'error',
      from: { path: '^electron/(main|preload|worker)/' },
      to: { path: '^electron/(main|preload|worker|cli)/', pathNot: '^electron/$1/' },
    },
    {
      name: 'preload-is-sandboxed',
      comment: 'A sandboxed preload has Electron and nothing of Node.',
      severity: 'error',
      from: { path: '^electron/preload/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-not-to-electron',
      comment: 'Pages reach the rest through the preload bridge only.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: `^(electron|scripts|tests)/|${npm(nodeSide)}` },
    },
    {
      name: 'renderer-without-node',
      comment: 'Pages are sandboxed.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-do-not-import-each-other',
      comment: 'Features meet through renderer/state: document mirror, session, actions.',
      severity: 'error',
      from: { path: `^renderer/(${features})/` },
      to: { path: `^renderer/(${features})/`, pathNot: '^renderer/$1/' },
    },
    {
      name: 'features-do-not-import-the-app',
      comment: 'renderer/app composes the features; what they share lies in renderer/state and renderer/ui.',
      severity: 'error',
      from: { path: `^renderer/(${features}|state)/` },
      to: { path: '^renderer/app/' },
    },
    {
      name: 'state-knows-no-feature',
      comment:
        'Stores, actions and the command registry are what features meet through; they know none of them.',
      severity: 'error',
      from: { path: '^renderer/state/' },
      to: { path: `^renderer/(${features})/` },
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'renderer/ui holds controls; they know neither features nor the app.',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/', pathNot: '^renderer/ui/' },
    },
    {
      name: 'compositor-host-stands-alone',
      comment:
        'The hidden page that renders films needs nothing of the window. renderer/sound reads sounds for both.',
      severity: 'error',
      from: { path: '^renderer/compositor-host/' },
      to: { path: '^renderer/', pathNot: '^renderer/(compositor-host|sound)/' },
    },
    {
      name: 'nobody-imports-compositor-host',
      severity: 'error',
      comment: 'It is a page of its own, reached by messages.',
      from: { path: '^renderer/', pathNot: '^renderer/compositor-host/' },
      to: { path: '^renderer/compositor-host/' },
    },
  ],
  options: {
    // dependency-cruiser cannot use TypeScript 7; swc parses the same sources.
    parser: 'swc',
    webpackConfig: { fileName: require.resolve('./scripts/config/resolve.cjs') },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    enhancedResolveOptions: {
      extensions: [
        '.ts',
        '.tsx',
        '.d.ts',
        '.mts',
        '.js',
        '.mjs',
        '.cjs',
        '.json',
        '.css',
        '.html',
        '.svg',
        '.woff2',
      ],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
