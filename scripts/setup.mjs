// Sets up whatever is missing for the page to be built: npm's packages, Rust's crates, a compiler
// for WebAssembly, and www/pkg made with it. What is done already is skipped. This file runs before
// any package is installed, so it uses nothing but Node.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { main, Problem, root, run, say } from './shell.mjs';
import { wasmToolchain } from './toolchain.mjs';
import { buildReplay, buildWasm } from './wasm.mjs';

/** Returns the toolchain for WebAssembly, for those who go on to use it. */
export async function setup() {
  checkNode();
  await checkRust();
  await installPackages();
  await fetchCrates();
  const toolchain = await wasmToolchain();
  await buildWasm(toolchain);
  return toolchain;
}

/** The set-up, and the engine with reruns of recorded runs besides. */
export async function setupReplay() {
  const toolchain = await setup();
  await buildReplay(toolchain);
}

function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const needed = engines.node.replace('>=', '');
  if (older(process.versions.node, needed)) {
    throw new Problem(
      `Node ${needed} or newer is needed; this is ${process.versions.node}.\n` +
        'Get it from https://nodejs.org or with your version manager (nvm install 20).',
    );
  }
}

async function checkRust() {
  const howTo =
    'Get Rust from https://rustup.rs, then open a new terminal so that cargo is in PATH.\n' +
    'On Debian its packages will do, too:  apt-get install rustc-web cargo-web';
  for (const program of ['cargo', 'rustc']) {
    const found = await run(program, ['--version'], { output: 'hide' });
    if (found.missing)
      throw new Problem(`Rust is missing: there is no ${program} in PATH.\n${howTo}`);
    if (!found.ok) throw new Problem(`${program} does not run:\n${found.output}\n${howTo}`);
    const manifest = readFileSync(join(root, 'Cargo.toml'), 'utf8');
    const needed = manifest.match(/^rust-version = "(.*)"/m)?.[1] ?? '0';
    const version = found.output.match(/\d+\.\d+\.\d+/)?.[0] ?? '0';
    if (older(version, needed)) {
      throw new Problem(
        `Rust ${needed} or newer is needed; this ${program} is ${version}.\n` +
          `With rustup:  rustup update stable\n${howTo}`,
      );
    }
  }
}

/** Installs npm's packages unless they are those of package-lock.json already. */
export async function installPackages() {
  const stamp = join(root, 'node_modules/.made-from');
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;

  say("Set-up: installing npm's packages (npm ci)");
  const args = [
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=1',
    '--loglevel=error',
  ];
  // Started by npm, we know where it is; on Windows its command is not a program that could be run.
  const npm = process.env.npm_execpath ?? '';
  const installed =
    basename(npm) === 'npm-cli.js'
      ? await run(process.execPath, [npm, ...args])
      : await run('npm', args);
  if (installed.missing)
    throw new Problem('There is no npm in PATH. It comes with Node: https://nodejs.org');
  if (!installed.ok) {
    throw new Problem(
      "npm's packages could not be installed; what is wrong stands above.\n" +
        'They are downloaded, which needs a network connection. Then start again.',
    );
  }
  writeFileSync(stamp, hash);
}

/** Downloads Rust's crates unless they are all there. */
async function fetchCrates() {
  const { ok, output } = await run('cargo', ['fetch', '--locked', '--offline'], { output: 'hide' });
  if (ok) return;
  if (output.includes('--locked was passed')) {
    throw new Problem(
      'Cargo.lock does not fit Cargo.toml. To bring it up to date:  cargo update --workspace',
    );
  }
  say("Set-up: downloading Rust's crates (cargo fetch)");
  if (!(await run('cargo', ['fetch', '--locked'])).ok) {
    throw new Problem(
      "Rust's crates could not be downloaded; what is wrong stands above.\n" +
        'This needs a network connection. Then start again.',
    );
  }
}

/**
 * Compares versions number by number.
 *
 * @param {string} version
 * @param {string} needed
 */
function older(version, needed) {
  const [a, b] = [version, needed].map((text) => text.split('.').map(Number));
  const differs = [0, 1, 2].find((i) => (a[i] ?? 0) !== (b[i] ?? 0));
  return differs !== undefined && (a[differs] ?? 0) < (b[differs] ?? 0);
}

if (process.argv[1] === join(root, 'scripts/setup.mjs')) {
  await main(async () => {
    await setup();
    say('Set-up: everything is there.');
  });
}
