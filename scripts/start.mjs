// npm start [-- --port N]: sets up what is missing and serves the page until Ctrl-C.

import { parseArgs } from 'node:util';
import { setup } from './setup.mjs';
import { main, onInterrupt, Problem, root, say } from './shell.mjs';

const usage = 'Usage: npm start [-- --port N], where N is a number from 1 to 65535.';

/** The port asked for. */
function port() {
  /** @type {string | undefined} */
  let text;
  try {
    ({ port: text } = parseArgs({ options: { port: { type: 'string' } } }).values);
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
  if (text === undefined) return 5173;
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 65535) {
    throw new Problem(`--port is "${text}".\n${usage}`);
  }
  return number;
}

await main(async () => {
  const wanted = port();
  await setup();
  const { createServer } = await import('vite');
  const server = await createServer({ root, server: { port: wanted }, logLevel: 'warn' });
  onInterrupt(() => server.close());
  try {
    await server.listen();
  } catch (error) {
    throw new Problem(
      `The page cannot be served: ${error instanceof Error ? error.message : error}.`,
    );
  }
  const address = server.httpServer?.address();
  const taken = address && typeof address === 'object' ? address.port : wanted;
  if (taken !== wanted) say(`Port ${wanted} is taken.`);
  console.log(`\nDownhill runs at http://localhost:${taken}/\nPress Ctrl-C to end it.`);
  // From here on Ctrl-C is how one ends it, not a failure.
  process.exitCode = 0;
});
