// npm run format: formats the Rust code, and what Biome knows, mending what it can.

import { join } from 'node:path';
import { installPackages } from './setup.mjs';
import { main, root, run } from './shell.mjs';
import { setupRustChecks } from './toolchain.mjs';

await main(async () => {
  await setupRustChecks();
  await installPackages();
  const rust = await run('cargo', ['fmt', '--all']);
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const rest = await run(process.execPath, [biome, 'check', '--write']);
  if (!rust.ok || !rest.ok) process.exitCode = 1;
});
