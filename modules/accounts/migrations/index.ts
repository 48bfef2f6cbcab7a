import type { Migration } from 'kysely/migration';
import * as accounts from './0001-accounts.ts';
import * as searchIndex from './0002-search-index.ts';
import * as people from './0003-people.ts';
import * as serviceKeys from './0006-service-keys.ts';
import * as avatars from './0007-avatars.ts';
import * as mail from './0008-mail.ts';
import * as names from './0009-names.ts';
import * as lastSignIn from './0010-last-sign-in.ts';
import * as administration from './0011-administration.ts';
import * as deactivations from './0012-deactivations.ts';

export const migrations: Record<string, Migration> = {
  '0001-accounts': accounts,
  '0002-search-index': searchIndex,
  '0003-people': people,
  '0006-service-keys': serviceKeys,
  '0007-avatars': avatars,
  '0008-mail': mail,
  '0009-names': names,
  '0010-last-sign-in': lastSignIn,
  '0011-administration': administration,
  '0012-deactivations': deactivations,
};
