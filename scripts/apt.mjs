// Installs packages on Debian and its relatives.

import { existsSync } from 'node:fs';
import { run, say } from './shell.mjs';

export const isDebian = existsSync('/usr/bin/apt-get');
const isRoot = process.getuid?.() === 0;

/**
 * Installs packages if this is Debian and we are root. Says whether they are there now.
 *
 * @param {string} purpose
 * @param {string[]} packages
 */
export async function aptInstall(purpose, packages) {
  if (!isDebian || !isRoot) return false;
  say(`Set-up: installing ${purpose} (apt-get install ${packages.join(' ')})`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
  // An outdated list of packages may still do; if not, the installation fails and says so.
  await run('apt-get', ['update', ...options], { env });
  const args = ['install', '-y', '--no-install-recommends', ...options, ...packages];
  return (await run('apt-get', args, { env })).ok;
}
