import type { Kysely, Transaction } from 'kysely';
import type { MailRequestsTable, MailTokensTable } from './mail.ts';
import type { BlocksTable, ContactsTable } from './people.ts';
import type { RefreshTokensTable } from './refresh-tokens.ts';
import type { ServiceKeysTable } from './service-keys.ts';
import type { SessionsTable } from './sessions.ts';
import type { SetupTokensTable } from './setup-tokens.ts';
import type { SigningKeysTable } from './signing-keys.ts';
import type { UserNamesTable } from './user-names.ts';
import type { UsersTable } from './users.ts';

/** The tables that accounts owns; names are camelCase here and snake_case in PostgreSQL. */
export interface Database {
  users: UsersTable;
  userNames: UserNamesTable;
  contacts: ContactsTable;
  blocks: BlocksTable;
  sessions: SessionsTable;
  refreshTokens: RefreshTokensTable;
  signingKeys: SigningKeysTable;
  setupTokens: SetupTokensTable;
  serviceKeys: ServiceKeysTable;
  mailRequests: MailRequestsTable;
  mailTokens: MailTokensTable;
}

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
/** What selectors get: they can't write, by type. */
export type Reader = Pick<Kysely<Database>, 'selectFrom' | 'fn'>;
