// npm run build: the page as static files in dist/, for any web server and any folder on it.

import { join } from 'node:path';
import { setup } from './setup.mjs';
import { main, Problem, root, run } from './shell.mjs';

await main(async () => {
  await setup();
  const built = await run(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build']);
  if (!built.ok) throw new Problem('The page could not be built; what is wrong stands above.');
});
