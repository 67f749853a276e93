// Builds www/pkg: the WebAssembly, its JavaScript bindings and the packed data; and the same with
// reruns of recorded runs, which only tests and `npm run replay` need, outside the page.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { onInterrupt, Problem, root, run, say } from './shell.mjs';
import { targets } from './toolchain.mjs';

/** @typedef {import('./toolchain.mjs').Toolchain} Toolchain */

/**
 * What is built: into which folder, with which of cargo's features.
 *
 * @typedef {{folder: string, features: string[]}} Build
 */

/** @type {Build} */
const page = { folder: join(root, 'www/pkg'), features: [] };

/** @type {Build} */
const withReplay = { folder: join(targets, 'replay'), features: ['replay'] };

/** Where the build with reruns lies. */
export const replayFolder = withReplay.folder;

const stamp = '.made-from';
const inputs = [
  '.cargo/config.toml',
  'Cargo.lock',
  'Cargo.toml',
  'data',
  'scripts/wasm.mjs',
  'src',
  'tools',
];

/** What `scripts/inline.mjs` puts into the builds that are one file. */
const inlined = ['downhill_bg.wasm', 'diamonds.bin'];

// Optimizing while the bindings are made takes a minute and saves milliseconds; packing gains.
const quickBuild = [
  'lto=false',
  'opt-level=1',
  'codegen-units=16',
  'package.zopfli.opt-level=3',
].flatMap((setting) => ['--config', `profile.release.${setting}`]);

// The features that rustc uses. Allowing all would let wasm-opt write what no browser reads yet.
const wasmFeatures = [
  'simd',
  'bulk-memory',
  'bulk-memory-opt',
  'nontrapping-float-to-int',
  'sign-ext',
  'reference-types',
  'mutable-globals',
  'multivalue',
];

/** Builds www/pkg. */
export const buildWasm = (/** @type {Toolchain} */ toolchain) => build(toolchain, page);

/** Builds the engine with reruns. */
export const buildReplay = (/** @type {Toolchain} */ toolchain) => build(toolchain, withReplay);

/**
 * Builds a folder unless it is made from exactly what is there now.
 *
 * @param {Toolchain} toolchain
 * @param {Build} build
 */
async function build(toolchain, { folder, features }) {
  const hash = fingerprint(toolchain);
  if (existsSync(join(folder, stamp)) && readFileSync(join(folder, stamp), 'utf8') === hash) return;
  checkVersions();

  const compiler = toolchain.name === 'debian' ? "Debian's compiler" : 'cargo';
  say(`Set-up: building the WebAssembly with ${compiler} (a minute or two the first time)`);
  const args = ['--release', '--lib', '--locked', ...toolchain.args];
  await cargo(['build', ...args, '--features', features.join()], toolchain.env);
  const wasm = join(toolchain.folder, 'release/downhill.wasm');

  // Everything is made in a folder beside the final one, so that an interruption leaves that whole.
  const fresh = `${folder}-${process.pid}`;
  const remove = () => rmSync(fresh, { recursive: true, force: true });
  const withdraw = onInterrupt(remove);
  try {
    mkdirSync(fresh);
    say('Set-up: making the JavaScript bindings');
    await tools(wasm, fresh);
    say('Set-up: optimizing the WebAssembly (wasm-opt)');
    await optimize(join(fresh, 'downhill_bg.wasm'));
    await tools('pack', ...inlined.map((name) => join(fresh, name)));
    writeFileSync(join(fresh, stamp), hash);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    remove();
    withdraw();
  }
}

/** A hash over everything that decides what is built. */
function fingerprint(/** @type {Toolchain} */ toolchain) {
  const hash = createHash('sha256');
  const binaryen = readFileSync(join(root, 'node_modules/binaryen/package.json'), 'utf8');
  hash.update(JSON.stringify([toolchain.name, toolchain.version, JSON.parse(binaryen).version]));
  const add = (/** @type {string} */ path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
    } else {
      hash.update(`\0${path}\0`).update(readFileSync(full));
    }
  };
  inputs.forEach(add);
  return hash.digest('hex');
}

/** The crate that makes the bindings understands only code compiled with its own version. */
function checkVersions() {
  const lock = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  const version = (/** @type {string} */ crate) =>
    lock.match(new RegExp(`name = "${crate}"\nversion = "(.*)"`))?.[1];
  const [library, tool] = ['wasm-bindgen', 'wasm-bindgen-cli-support'].map(version);
  if (library !== tool) {
    throw new Problem(
      `Cargo.lock has wasm-bindgen ${library} but wasm-bindgen-cli-support ${tool}; they must be equal.\n` +
        `Run:  cargo update -p wasm-bindgen-cli-support --precise ${library}`,
    );
  }
}

/** Runs what makes bindings and packs. */
async function tools(/** @type {string[]} */ ...args) {
  const to = ['--target-dir', join(targets, 'tools'), ...quickBuild];
  await cargo(['run', '--release', '--locked', '-p', 'downhill-tools', ...to, '--', ...args]);
}

async function cargo(/** @type {string[]} */ args, env = process.env) {
  if (!(await run('cargo', args, { env })).ok) {
    throw new Problem('The WebAssembly could not be built; what is wrong stands above.');
  }
}

async function optimize(/** @type {string} */ wasm) {
  const tool = join(root, 'node_modules/binaryen/bin/wasm-opt');
  const features = wasmFeatures.map((feature) => `--enable-${feature}`);
  // rustc has put into their callers what pays; doing it once more only takes room. The lowest
  // kilobyte is the end of the stack, which grows down to it: nothing is addressed there.
  const size = ['--one-caller-inline-max-function-size', '0', '--low-memory-unused', '-Oz'];
  const args = [tool, wasm, ...size, ...features, '--strip-debug', '--strip-producers', '-o', wasm];
  if (!(await run(process.execPath, args)).ok) {
    throw new Problem('wasm-opt failed; what is wrong stands above.');
  }
}
