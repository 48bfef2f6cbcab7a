import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';

/** Others' requests wait no longer than about this at each of their steps. */
const turnMs = 4;

interface Others {
  /** Lets others' requests be served. */
  giveTurn: () => Promise<void>;
  /** Nobody waits for the answer any more. */
  isGone: () => boolean;
}

const nobody: Others = { giveTurn: () => nextTurn(), isGone: () => false };

/** The time of one search: when it must come to an end, and when others have their turn meanwhile. */
export class SearchTime {
  readonly #others: Others;
  readonly #limitMs: number;
  readonly #endMs: number;
  #trx: Transaction<Database> | undefined;
  /** What a statement may take. */
  #statementMs = 0;
  #turnMs = performance.now();

  /** @param limitMs from now on */
  constructor(limitMs: number, others = nobody) {
    this.#others = others;
    this.#limitMs = limitMs;
    this.#endMs = this.#turnMs + limitMs;
  }

  /** Nothing more is read. */
  isOver(): boolean {
    return this.#leftMs() < this.#limitMs * 0.2 || this.#others.isGone();
  }

  /** Nothing more that was found is shown, either. */
  isLate(): boolean {
    return this.#leftMs() < this.#limitMs * 0.1 || this.#others.isGone();
  }

  isTurnDue(): boolean {
    return performance.now() - this.#turnMs > turnMs;
  }

  async giveTurn(): Promise<void> {
    await this.#others.giveTurn();
    this.#turnMs = performance.now();
  }

  /** PostgreSQL itself ends each statement of this transaction that would take longer. */
  begin(trx: Transaction<Database>): Promise<void> {
    this.#trx = trx;
    return this.#limitStatements();
  }

  /** Before a statement that may be long, when those before took their part of the time. */
  async shorten(): Promise<void> {
    if (this.#leftMs() < this.#statementMs - this.#limitMs * 0.1) await this.#limitStatements();
  }

  async #limitStatements(): Promise<void> {
    if (!this.#trx) return;
    this.#statementMs = Math.max(1, Math.ceil(this.#leftMs()));
    await sql`select set_config('statement_timeout', ${String(this.#statementMs)}, true)`.execute(this.#trx);
  }

  #leftMs(): number {
    return this.#endMs - performance.now();
  }
}
