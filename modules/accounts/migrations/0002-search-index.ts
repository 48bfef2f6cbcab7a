import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Parts of words by trigrams. The extension is part of every usual PostgreSQL, and trusted, so the owner
 * of the database may add it; where it is missing the search works all the same, only slower.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$
    begin
      create extension if not exists pg_trgm;
      create index users_search on users using gin (search_text gin_trgm_ops);
    exception
      when undefined_file or feature_not_supported or insufficient_privilege or undefined_object then
        raise notice 'pg_trgm is not available: the directory is searched without an index';
    end $$`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index if exists users_search`.execute(db);
}
