/** Sends don't come evenly: so long after there were too many, there still are. */
const fullForMs = 500;

/** How much the sends have to wait, as threads beside the one that stores them see it. */
export class SendPressure {
  /** Whoever makes a `SendPressure` of it, sees the same: how many sends wait, and when there were last too many. */
  readonly shared: Int32Array;

  constructor(shared: Int32Array = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))) {
    this.shared = shared;
  }

  /** For a commit. */
  get waitingCount(): number {
    return Atomics.load(this.shared, 0);
  }

  wait(more: number): void {
    Atomics.add(this.shared, 0, more);
  }

  /** Sends wait although a commit begins, or more are under way than one takes: there may be no processor to spare. */
  noteFull(): void {
    Atomics.store(this.shared, 1, Date.now() | 0);
  }

  get isFull(): boolean {
    const sinceMs = (Date.now() - Atomics.load(this.shared, 1)) | 0;
    return sinceMs >= 0 && sinceMs < fullForMs;
  }
}
