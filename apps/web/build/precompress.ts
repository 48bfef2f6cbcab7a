import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(js|css|html|svg|webmanifest)$/;

/** Puts `.br` and `.gz` beside what the build makes, so that the server compresses nothing while it serves. */
export function precompress(): Plugin {
  return {
    name: 'bridges:precompress',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const made = Object.values(bundle).filter(({ fileName }) => compressible.test(fileName));
      await Promise.all(
        made.map(async (file) => {
          const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          const params = {
            [constants.BROTLI_PARAM_QUALITY]: 9,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          };
          const [brotli, gzipped] = await Promise.all([
            promisify(brotliCompress)(content, { params }),
            promisify(gzip)(content, { level: 9 }),
          ]);
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotli });
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipped });
        }),
      );
    },
  };
}
