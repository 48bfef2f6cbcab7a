import { parentPort } from 'node:worker_threads';
import { createBlockBuilder } from './search-block-build.ts';
import type { BuildRequest } from './search-block-builder.ts';
import { pack } from './search-block-pack.ts';

const builder = createBlockBuilder();

parentPort?.on('message', ({ messages, ends }: BuildRequest) => {
  const { blocks, memory } = pack(builder.build(messages, ends));
  parentPort?.postMessage(blocks, [memory]);
});
