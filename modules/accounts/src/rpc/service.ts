import { AccountsService } from '@bridges/contracts/proto';
import { rpcService } from '@bridges/kit';
import type { RpcService } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { checkPeople } from './check-people.ts';
import { checkServiceKey } from './check-service-key.ts';
import { checkSessions } from './check-sessions.ts';
import { checkWatchers } from './check-watchers.ts';
import { getLanguages } from './get-languages.ts';
import { getMailAddresses } from './get-mail-addresses.ts';
import { getSigningKeys } from './get-signing-keys.ts';
import { getUsers } from './get-users.ts';
import { resolveUsernames } from './resolve-usernames.ts';
import { touchSessions } from './touch-sessions.ts';

export const accountsService = (deps: Deps): RpcService =>
  rpcService(AccountsService, {
    getUsers: getUsers(deps),
    checkSessions: checkSessions(deps),
    getSigningKeys: getSigningKeys(deps),
    touchSessions: touchSessions(deps),
    resolveUsernames: resolveUsernames(deps),
    checkServiceKey: checkServiceKey(deps),
    checkPeople: checkPeople(deps),
    checkWatchers: checkWatchers(deps),
    getMailAddresses: getMailAddresses(deps),
    getLanguages: getLanguages(deps),
  });
