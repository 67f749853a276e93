import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses let the built page lie in any folder of any server.
  base: './',
  build: {
    // The WebAssembly and the data stay files, so that they load in parallel and are cached.
    assetsInlineLimit: 0,
  },
  server: {
    // Compilers write thousands of files there, none of which the page loads.
    watch: { ignored: ['**/target/**', '**/www/pkg-*/**'] },
  },
});
