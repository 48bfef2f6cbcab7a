import { parentPort } from 'node:worker_threads';
import { createBlockBuilder } from './search-block-build.ts';
import type { BlockEnd, SourceMessage } from './search-block-build.ts';
import { pack } from './search-block-pack.ts';

/** What `search-block-builder.ts` asks of this thread; the answer is the blocks. */
export interface BuildRequest {
  messages: readonly SourceMessage[];
  ends: readonly BlockEnd[];
}

const builder = createBlockBuilder();

parentPort?.on('message', ({ messages, ends }: BuildRequest) => {
  const { blocks, memory } = pack(builder.build(messages, ends));
  parentPort?.postMessage(blocks, [memory]);
});
