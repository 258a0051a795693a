// better-sqlite3. Its prebuilt binary needs a host with Node-API 10 (Electron 45, Node 22.14 and newer); for the
// fallback Electron (Node-API 9) it is compiled once from its own source, see napi-shim.cc.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, tail } from '../lib/run.mjs';
import { cacheFolder, installedVersion, nodeModules, root, shortHash } from './paths.mjs';
import { moveIntoCache } from './pinned-packages.mjs';
import { note, SetupError, step } from './report.mjs';

const shim = fileURLToPath(new URL('./napi-shim.cc', import.meta.url));
const packageFolder = join(nodeModules, 'better-sqlite3');
/** The loader of better-sqlite3 prefers this file to its prebuild. */
const builtFile = join(packageFolder, 'build', 'Release', 'better_sqlite3.node');

const common = ['-c', '-fPIC', '-pthread', '-DNDEBUG', '-O2', '-w'];
const wrapped = ['napi_create_reference', 'napi_get_reference_value', 'napi_delete_reference'];
const flags = {
  c: [...common, '-std=gnu99'],
  cxx: [
    ...common,
    ...['-std=c++20', '-fno-rtti', '-fno-exceptions', '-fvisibility=hidden', '-fvisibility-inlines-hidden'],
    ...['-DNAPI_VERSION=8', '-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
    '-DBUILDING_NODE_EXTENSION',
  ],
  link: ['-shared', '-pthread', '-s', '-Wl,-Bsymbolic', ...wrapped.map((name) => `-Wl,--wrap=${name}`)],
  // The C++ library goes in, so that it cannot meet another version inside Electron.
  libraries: ['-ldl', '-lm', '-static-libstdc++', '-static-libgcc'],
};

/**
 * Makes better-sqlite3 loadable in Node and in the chosen Electron.
 * @param {'prebuilt' | 'compiled'} kind
 * @returns {Promise<string>} the file that will be loaded
 * @throws {SetupError} when the compiler fails
 */
export async function ensureSqlite(kind) {
  if (kind === 'prebuilt') {
    rmSync(builtFile, { force: true });
    return packageFolder;
  }
  const version = installedVersion('better-sqlite3');
  // Shim and flags are part of the name: a change makes a new entry, an older checkout keeps its own.
  const recipe = shortHash(readFileSync(shim), JSON.stringify(flags));
  const name = `better-sqlite3-${version}-napi8-${process.platform}-${process.arch}-${recipe}`;
  const place = join(cacheFolder(), name);
  const cached = join(place, 'better_sqlite3.node');
  if (!existsSync(cached)) {
    await step(`compiling better-sqlite3 ${version} for the fallback Electron (once, about a minute)`, () =>
      compile(place),
    );
  }
  mkdirSync(join(packageFolder, 'build', 'Release'), { recursive: true });
  if (!existsSync(builtFile) || !readFileSync(builtFile).equals(readFileSync(cached))) {
    rmSync(builtFile, { force: true });
    copyFileSync(cached, builtFile);
  }
  note('better-sqlite3 compiled for Node-API 8, because its prebuild does not load in that Electron');
  return builtFile;
}

/** Compiles in a folder of its own, so that a broken-off build leaves nothing that looks finished. */
async function compile(place) {
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), 'build-'));
  const file = (name) => join(work, name);
  try {
    const require = createRequire(join(root, 'package.json'));
    const includes = [
      `-I${join(packageFolder, 'deps', 'sqlite3')}`,
      `-I${require('node-api-headers').include_dir}`,
      `-I${require('node-addon-api').include_dir}`,
    ];
    const source = (name) => join(packageFolder, ...name.split('/'));
    // The two large files side by side: SQLite itself and the addon.
    await Promise.all([
      compiler('gcc', [
        ...flags.c,
        ...sqliteDefines(),
        source('deps/sqlite3/sqlite3.c'),
        '-o',
        file('sqlite3.o'),
      ]),
      compiler('g++', [...flags.cxx, ...includes, source('src/better_sqlite3.cpp'), '-o', file('addon.o')]),
    ]);
    await compiler('g++', [...flags.cxx, ...includes, shim, '-o', file('shim.o')]);
    const objects = ['addon.o', 'shim.o', 'sqlite3.o'].map(file);
    await compiler('g++', [...flags.link, ...objects, ...flags.libraries, '-o', file('better_sqlite3.node')]);
    for (const object of objects) rmSync(object);
    moveIntoCache(work, place);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** SQLite's compile-time options as better-sqlite3 sets them, read from its own build file. */
function sqliteDefines() {
  const text = readFileSync(join(packageFolder, 'deps', 'defines.gypi'), 'utf8');
  const defines = [...text.matchAll(/'([A-Z][A-Z0-9_]*(?:=-?\w+)?)'/g)].map((match) => `-D${match[1]}`);
  if (defines.length < 20)
    throw new SetupError('The build file of better-sqlite3 is not as expected.', 'npm ci');
  return defines;
}

async function compiler(command, args) {
  const result = await run(command, args);
  if (result.code === 0) return;
  throw new SetupError(
    `${command} failed while compiling better-sqlite3:\n${tail(result.stderr)}`,
    'sudo apt-get install -y g++',
  );
}
