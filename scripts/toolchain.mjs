// Finds, or installs, a Rust compiler that can make WebAssembly.
//
// There are two. The active toolchain with rustup's wasm32-unknown-unknown target is the usual
// one. Where that target cannot be had, Debian's packages of the compiler and of the standard
// library's source do without rustup. DOWNHILL_WASM_TOOLCHAIN=rustup or =debian insists on one.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { aptInstall } from './apt.mjs';
import { Problem, root, run, say } from './shell.mjs';

const target = 'wasm32-unknown-unknown';

/** Where compilers put their work. */
export const targets = resolve(root, process.env.CARGO_TARGET_DIR || 'target');

// Flags meant for the person's own processor would replace those of .cargo/config.toml.
const { RUSTFLAGS: _, CARGO_ENCODED_RUSTFLAGS: __, ...env } = process.env;

/**
 * @typedef {object} Toolchain
 * @property {'rustup' | 'debian'} name
 * @property {string} version what the compiler says of itself
 * @property {string[]} args what cargo needs to build for the target
 * @property {string} folder where what it builds for the target lies
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * The toolchain to use. What is there comes before what would have to be downloaded.
 *
 * @returns {Promise<Toolchain>}
 */
export async function wasmToolchain() {
  const wanted = process.env.DOWNHILL_WASM_TOOLCHAIN || 'any';
  if (!['any', 'rustup', 'debian'].includes(wanted)) {
    throw new Problem(`DOWNHILL_WASM_TOOLCHAIN is "${wanted}"; it can be "rustup" or "debian".`);
  }
  const may = (/** @type {string} */ name) => wanted === 'any' || wanted === name;
  const toolchain =
    (may('rustup') && (await rustup())) ||
    (may('debian') && (await debian())) ||
    (may('rustup') && (await addTarget()) && (await rustup())) ||
    (may('debian') && (await installDebian()) && (await debian()));
  if (toolchain) return toolchain;
  throw new Problem(
    `Rust cannot compile to WebAssembly here: its target ${target} is missing.\n` +
      `With rustup and a network connection:  rustup target add ${target}\n` +
      `On Debian, as root:                    apt-get install ${(await missingPackages()).join(' ')}\n` +
      'Then start again.',
  );
}

/** Installs what checks the Rust code; a small installation of Rust comes without. */
export async function setupRustChecks() {
  for (const [command, component, debian] of [
    ['fmt', 'rustfmt', 'rustfmt-web'],
    ['clippy', 'clippy', 'rust-web-clippy'],
  ]) {
    if ((await run('cargo', [command, '--version'], { output: 'hide' })).ok) continue;
    const { missing } = await run('rustup', ['component', 'add', component]);
    if (missing && !(await aptInstall(`Rust's ${component}`, [debian]))) {
      throw new Problem(
        `The tests need Rust's ${component}.\n` +
          `With rustup:           rustup component add ${component}\n` +
          `On Debian, as root:    apt-get install ${debian}\n` +
          'Then start again.',
      );
    }
  }
}

/** @returns {Promise<Toolchain | null>} the active toolchain, if it has the target */
async function rustup() {
  const { sysroot, version } = await describe('rustc');
  if (!existsSync(`${sysroot}/lib/rustlib/${target}/lib`)) return null;
  const args = ['--target', target, '--target-dir', targets];
  return { name: 'rustup', version, args, folder: join(targets, target), env };
}

async function addTarget() {
  if (!(await run('rustup', ['--version'], { output: 'hide' })).ok) return false;
  say(`Set-up: adding Rust's WebAssembly target (rustup target add ${target})`);
  // A server that does not answer would keep rustup busy for very long.
  return (await run('rustup', ['target', 'add', target], { timeout: 300_000 })).ok;
}

/** @returns {Promise<Toolchain | null>} Debian's toolchain, if it is complete */
async function debian() {
  if ((await missingPackages()).length > 0) return null;
  const { version } = await describe('/usr/bin/rustc');
  // Compilers of different versions would throw away each other's work.
  const ownTargets = join(targets, 'debian');
  // There is no compiled standard library for the target, so it is compiled with the rest. That is
  // a feature of nightly compilers, which RUSTC_BOOTSTRAP allows to this one.
  const buildStd = ['-Z', 'build-std=std,panic_abort'];
  return {
    name: 'debian',
    version,
    args: ['--target', target, '--target-dir', ownTargets, ...buildStd],
    folder: join(ownTargets, target),
    env: {
      ...env,
      RUSTC_BOOTSTRAP: '1',
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: await linker(),
      // cargo takes the rustc that it finds first, which must not be rustup's.
      PATH: `/usr/bin:${env.PATH}`,
    },
  };
}

async function installDebian() {
  // Which linker is needed shows only when the compiler is there.
  for (let round = 0; round < 2; round += 1) {
    const packages = await missingPackages();
    if (packages.length === 0) break;
    if (!(await aptInstall("Debian's Rust for WebAssembly", packages))) return false;
  }
  return true;
}

/** What is missing of Debian's toolchain. */
async function missingPackages() {
  const { sysroot, llvm } = await describe('/usr/bin/rustc');
  const complete =
    existsSync(`${sysroot}/lib/rustlib/src/rust/library/Cargo.lock`) &&
    existsSync('/usr/bin/cargo') &&
    existsSync('/usr/bin/cargo-clippy');
  if (!complete) return ['rustc-web', 'cargo-web', 'rust-web-src', 'rust-web-clippy'];
  return (await linker()) ? [] : [`lld-${llvm}`];
}

/** Debian's compiler comes without a linker for WebAssembly. Rustup's serves, or that of LLVM. */
async function linker() {
  const { sysroot, host } = await describe('rustc');
  const { llvm } = await describe('/usr/bin/rustc');
  const paths = [`${sysroot}/lib/rustlib/${host}/bin/rust-lld`, `/usr/bin/wasm-ld-${llvm}`];
  return paths.find((path) => existsSync(path));
}

/** What a compiler says of itself; empty strings when it is missing. */
async function describe(/** @type {string} */ rustc) {
  const version = (await run(rustc, ['-vV'], { output: 'capture' })).output;
  const sysroot = (await run(rustc, ['--print', 'sysroot'], { output: 'capture' })).output.trim();
  const host = version.match(/^host: (.*)$/m)?.[1] ?? '';
  const llvm = version.match(/^LLVM version: (\d+)/m)?.[1] ?? '';
  return { version, sysroot, host, llvm };
}
