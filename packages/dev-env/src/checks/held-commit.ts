import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { vi } from 'vitest';

/** The lock that relays of an outbox share: packages/kit/src/outbox-relay.ts. */
const relays = '7271, 1';
/** Our own, which the commit waits for. */
const held = '7271, 99';

/**
 * Stops the commit of one send in PostgreSQL, when all of the transaction is done but its end, and lets no relay near
 * the outbox meanwhile. Both by locks: nothing depends on who is fast.
 */
export class HeldCommit implements AsyncDisposable {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async of(messagesUrl: string, clientId: string): Promise<HeldCommit> {
    const client = new pg.Client(messagesUrl);
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(`select pg_advisory_lock(${relays}), pg_advisory_lock(${held})`);
      // A constraint's trigger may wait for the end of the transaction; statements take no parameters here.
      await client.query(`
        create function wait_at_commit() returns trigger language plpgsql as
          'begin perform pg_advisory_xact_lock_shared(${held}); return null; end';
        create constraint trigger wait_at_commit after insert on messages deferrable initially deferred
          for each row when (new.client_id = ${client.escapeLiteral(clientId)}) execute function wait_at_commit()`);
      return new HeldCommit(client);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  /** Resolves when the commit is asked for, and waits. */
  async isAskedFor(): Promise<void> {
    await vi.waitFor(async () => {
      const { rowCount } = await this.#client.query(
        `select 1 from pg_locks join pg_stat_activity using (pid)
         where locktype = 'advisory' and (classid, objid) = (${held}) and not granted and query = 'commit'
           and pg_locks.database = (select oid from pg_database where datname = current_database())`,
      );
      if (rowCount !== 1) throw new Error('nobody asked for the commit');
    }, patience);
  }

  async letCommit(): Promise<void> {
    await this.#client.query(`select pg_advisory_unlock(${held})`);
  }

  async letRelays(): Promise<void> {
    await this.#client.query(`select pg_advisory_unlock(${relays})`);
  }

  async query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.#client.query<Record<string, unknown>>(text, values)).rows;
  }

  /** Its locks go with its connection. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end();
  }
}

const patience = { timeout: 40_000, interval: 20 };

/** Stops a process where it stands; resolves when none of its threads does anything any more. */
export async function freeze(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await vi.waitFor(() => {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      // "pid (name) state …"; a name may hold anything.
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
      if (!stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')) throw new Error('it still runs');
    }
  }, patience);
}
