import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/chromium.mjs';

export default defineConfig({
  testDir: 'tests/browser',
  forbidOnly: Boolean(process.env.CI),
  use: {
    // The port is known once the server below has said it. Tests open './'.
    baseURL: `http://localhost:${process.env.DOWNHILL_TEST_PORT}/any/sub/path/`,
    launchOptions: { executablePath: findChromium() },
  },
  webServer: {
    command: 'node scripts/serve.mjs /any/sub/path/',
    wait: { stdout: /http:\/\/localhost:(?<downhill_test_port>\d+)\// },
  },
});
