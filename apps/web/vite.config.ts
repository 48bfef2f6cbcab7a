import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlineShell } from './build/offline-shell.ts';
import { precompress } from './build/precompress.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.BRIDGES_URL ?? 'http://localhost:8000';
/** The browser's Origin must stay equal to the Host that the server sees, so the host is kept as it is. */
const forwarded = { target: server, changeOrigin: false };

export default defineConfig({
  root: here('.'),
  plugins: [react(), offlineShell(), precompress()],
  define: { __VERSION__: JSON.stringify(process.env.npm_package_version ?? '0.1.0') },
  server: {
    port: 5173,
    proxy: {
      '/api': forwarded,
      '/docs': forwarded,
      '/.well-known': forwarded,
      '/ws': { ...forwarded, ws: true },
    },
  },
  build: {
    target: 'es2022',
    outDir: here('./dist'),
    emptyOutDir: true,
    // A data: font or picture would be fine under the CSP, but files cache better.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { main: here('./index.html'), 'service-worker': here('./src/service-worker.ts') },
      output: {
        // The worker's scope is the folder of its file, and its URL must not change with its content.
        entryFileNames: (chunk) =>
          chunk.name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
});
