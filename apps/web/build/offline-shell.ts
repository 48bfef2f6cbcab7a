import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** Icons and scripts that the build copies as they are, and that the page needs offline too. */
const copied = ['/theme.js', '/manifest.webmanifest', '/icons/icon.svg', '/icons/icon-192.png'];

/** Tells the service worker which files this build consists of, with a hash that changes when any of them does. */
export function offlineShell(): Plugin {
  return {
    name: 'bridges:offline-shell',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      const hash = createHash('sha256').update(files.sort().join());
      const page = bundle['index.html'];
      if (page?.type === 'asset') hash.update(page.source);
      const shell = {
        version: hash.digest('hex').slice(0, 12),
        files: [...files.map((name) => `/${name}`), ...copied],
      };
      const worker = bundle['service-worker.js'];
      if (worker?.type !== 'chunk') throw new Error('The service worker is missing from the build.');
      worker.code = worker.code.replaceAll('__SHELL__', JSON.stringify(shell));
    },
  };
}
