// npm run -s replay -- FILE [--native]: reruns the cases of a file of recorded NumPy or PyTorch
// runs and prints the same JSON with our own values, from the WebAssembly or from the native build.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadReplayEngine } from './engine.mjs';
import { setup, setupReplay } from './setup.mjs';
import { main, Problem, run } from './shell.mjs';

const usage = 'Name one file:  npm run -s replay -- FILE [--native]';

await main(async () => {
  const { native, path } = parse(process.argv.slice(2));
  const file = read(path);
  if (native) {
    await setup();
    const args = ['run', '--release', '--locked', '--quiet', '--example', 'replay', '--', path];
    const { ok, output } = await run('cargo', args, { output: 'tee' });
    if (!ok) throw new Problem(`The native build did not replay ${path}.`);
    if (!output) throw new Problem('The native build printed nothing.');
    return;
  }
  await setupReplay();
  const { engine, dataset } = await loadReplayEngine();
  try {
    process.stdout.write(`${JSON.stringify(engine.replay(dataset, file))}\n`);
  } catch (error) {
    if (!(error instanceof Error && 'setting' in error)) throw error;
    throw new Problem(`${path}: ${error.message}`);
  }
});

/** @param {string[]} words */
function parse(words) {
  const unknown = words.find((word) => word.startsWith('-') && word !== '--native');
  if (unknown) throw new Problem(`There is no option ${unknown}. ${usage}`);
  const paths = words.filter((word) => word !== '--native');
  if (paths.length !== 1) throw new Problem(usage);
  // npm starts scripts in the project's folder; the path is meant from where the person is.
  const path = resolve(process.env.INIT_CWD ?? '', paths[0]);
  return { native: words.includes('--native'), path };
}

/** @param {string} path */
function read(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Problem(`${path} cannot be read: ${/** @type {Error} */ (error).message}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(`${path} is not JSON: ${/** @type {Error} */ (error).message}`);
  }
}
