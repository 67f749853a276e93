// npm run build: everything that there is to give away as static files in dist/, for any web server
// and any folder on it.

import { setup } from './setup.mjs';
import { main, Problem } from './shell.mjs';

await main(async () => {
  await setup();
  // Only now are the packages installed that it needs.
  const { buildAll } = await import('./builds.mjs');
  await buildAll().catch((error) => {
    throw error instanceof Problem
      ? error
      : new Problem(
          `The page could not be built: ${error instanceof Error ? error.message : error}`,
        );
  });
});
