/**
 * The frames that wait for a socket, as the last link of a chain. Sockets that were given the same frames in
 * the same order stand at the same link, so they share one joined buffer, and a waiting socket costs one
 * pointer.
 *
 * A broadcast hands one frame to many sockets in a row; therefore remembering only the link that followed
 * last is enough to bring all of them to the same next link.
 */
export class FrameChain {
  /** Frames from the start of the chain to here, and their bytes. */
  readonly frameCount: number;
  readonly bytes: number;
  /** How many of those frames may be dropped when the reader is slow. */
  readonly droppableCount: number;
  readonly #parent: FrameChain | null;
  readonly #frame: Buffer;
  readonly #isDroppable: boolean;
  #following: FrameChain | null = null;
  #joined: Buffer | null = null;

  private constructor(parent: FrameChain | null, frame: Buffer, isDroppable: boolean) {
    this.#parent = parent;
    this.#frame = frame;
    this.#isDroppable = isDroppable;
    this.frameCount = parent ? parent.frameCount + 1 : 0;
    this.bytes = parent ? parent.bytes + frame.length : 0;
    this.droppableCount = (parent?.droppableCount ?? 0) + (isDroppable ? 1 : 0);
  }

  /** The start of new chains: no frames yet. */
  static start(): FrameChain {
    return new FrameChain(null, Buffer.alloc(0), false);
  }

  /** The link after this one. */
  append(frame: Buffer, isDroppable: boolean): FrameChain {
    const following = this.#following;
    if (following !== null && following.#frame === frame) return following;
    return (this.#following = new FrameChain(this, frame, isDroppable));
  }

  /** All frames as one buffer, made once for all sockets that stand here. */
  joined(): Buffer {
    if (this.#joined === null) {
      this.#joined = this.frameCount === 1 ? this.#frame : Buffer.concat(this.#frames(), this.bytes);
    }
    return this.#joined;
  }

  /** The same chain without what may be dropped; a chain of its own, shared with nobody. */
  withoutDroppable(): FrameChain {
    const path: FrameChain[] = [];
    for (let link: FrameChain = this; link.#parent !== null; link = link.#parent) path.push(link);
    let chain = FrameChain.start();
    for (const link of path.reverse()) if (!link.#isDroppable) chain = chain.append(link.#frame, false);
    return chain;
  }

  #frames(): Buffer[] {
    const frames = new Array<Buffer>(this.frameCount);
    for (let link: FrameChain = this; link.#parent !== null; link = link.#parent) {
      frames[link.frameCount - 1] = link.#frame;
    }
    return frames;
  }
}
