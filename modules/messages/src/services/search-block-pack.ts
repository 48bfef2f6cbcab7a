import type { BlockEnd, BuiltBlock } from './search-block-build.ts';

/**
 * Blocks, or ends of them, with all their bytes in one memory of its own. That can be handed to another thread without
 * being copied; what they lay in before may hold more than them.
 */
export function pack<Block extends BlockEnd & Partial<Pick<BuiltBlock, 'lines'>>>(
  blocks: readonly Block[],
): { blocks: Block[]; memory: ArrayBuffer } {
  const size = blocks.reduce((sum, { signature, lines }) => sum + signature.length + (lines?.length ?? 0), 0);
  const memory = new ArrayBuffer(size);
  let end = 0;
  const moved = (bytes: Uint8Array): Uint8Array => {
    const place = new Uint8Array(memory, end, bytes.length);
    place.set(bytes);
    end += bytes.length;
    return place;
  };
  return {
    blocks: blocks.map((block) => ({
      ...block,
      signature: moved(block.signature),
      ...(block.lines && { lines: moved(block.lines) }),
    })),
    memory,
  };
}
