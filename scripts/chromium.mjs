// Finds, or installs, the browser that the tests run in. Playwright never downloads one of its own.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, isDebian } from './apt.mjs';
import { Problem } from './shell.mjs';

const commands = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
const programs = {
  darwin: ['Google Chrome', 'Chromium'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].map(
    (folder) => `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
  ),
};

/** The path of an installed Chrome or Chromium: the one CHROME_PATH names, or else the first found. */
export function findChromium() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = commands.flatMap((name) => folders.map((folder) => join(folder, name)));
  if (process.platform === 'darwin') paths.push(...programs.darwin);
  if (process.platform === 'win32') paths.push(...programs.win32);
  return paths.find((path) => existsSync(path) && runs(path));
}

/** Whether it is a browser. Ubuntu has a `chromium-browser` that only says how to install one. */
function runs(/** @type {string} */ path) {
  // On Windows it would open a window instead of saying its version.
  return process.platform === 'win32' || spawnSync(path, ['--version']).status === 0;
}

/** Installs Chromium unless a browser is there. */
export async function setupChromium() {
  const path = process.env.CHROME_PATH;
  if (path && !(existsSync(path) && runs(path))) {
    throw new Problem(`CHROME_PATH is "${path}", which is not a Chrome or Chromium that runs.`);
  }
  if (findChromium()) return;
  const installed = await aptInstall('Chromium for the tests', ['chromium', 'fonts-liberation']);
  if (installed && findChromium()) return;
  throw new Problem(
    'The tests need Chrome or Chromium, and none was found.\n' +
      `Install one${isDebian ? ' (as root: apt-get install chromium)' : ' (https://www.google.com/chrome)'}, ` +
      'or set CHROME_PATH to the program. Then start again.',
  );
}
