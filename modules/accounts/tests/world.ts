import { ask, codeOf, startTestPlatform, testPassword } from '@bridges/dev-env';
import type { Answer, TestPlatform, TestPlatformOptions } from '@bridges/dev-env';
import pg from 'pg';
import { inject } from 'vitest';

export { ask, codeOf, testPassword };
export type { Answer };

export interface TokenPair {
  access: string;
  refresh: string;
}

/** accounts alone, with a look at its database, to let time pass and to see what is stored. */
export class World {
  readonly platform: TestPlatform;
  readonly #pool: pg.Pool;

  private constructor(platform: TestPlatform) {
    this.platform = platform;
    this.#pool = new pg.Pool({ connectionString: platform.databaseUrl('accounts'), max: 2 });
    this.#pool.on('error', () => {});
  }

  static async start(
    env: Record<string, string> = {},
    options: Pick<TestPlatformOptions, 'hasFullPasswordCost'> = {},
  ): Promise<World> {
    const postgresUrl = inject('postgresUrl');
    return new World(await startTestPlatform({ postgresUrl, services: ['accounts'], env, ...options }));
  }

  ask<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    access?: string,
    headers?: Record<string, string>,
  ) {
    return ask<Body>(this.platform.url, method, path, body, access, headers);
  }

  /** A further session of a user. */
  async signIn(username: string, password = testPassword): Promise<TokenPair> {
    const answer = await this.ask<TokenPair>('POST', '/api/token/', { username, password });
    if (answer.status !== 200) throw new Error(`signing in ${username}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  refresh(refresh: string): Promise<Answer<TokenPair>> {
    return this.ask<TokenPair>('POST', '/api/token/refresh/', { refresh });
  }

  async sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(text, values)).rows;
  }

  /** Keeps a copy of every event from now on: published ones leave the outbox. */
  async watchEvents(): Promise<(name: string) => Promise<Buffer[]>> {
    await this.sql(`
      create table seen_events (event text, payload bytea);
      create function keep_event() returns trigger language plpgsql as
        'begin insert into seen_events values (new.event, new.payload); return new; end';
      create trigger keep_event after insert on outbox for each row execute function keep_event();`);
    return async (name) =>
      (await this.sql<{ payload: Buffer }>('select payload from seen_events where event = $1', [name])).map(
        (row) => row.payload,
      );
  }

  async stop(): Promise<void> {
    await this.#pool.end();
    await this.platform.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
