import { CloseCode } from '@bridges/contracts/protocol';
import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { GatewayConfig } from '../config.ts';
import type { Connection } from './connection.ts';
import type { Hub } from './hub.ts';

export interface EnteringParts {
  hub: Hub;
  accounts: Pick<RpcClient<typeof AccountsService>, 'checkSessions'>;
  config: Pick<GatewayConfig, 'maxSocketsPerUser'>;
}

/**
 * First step of every socket: hear what is said to its user. The session is asked for once more after that,
 * because its end may have been told between the sign-in and now.
 *
 * @returns whether the socket may go on; if not, it is closed
 */
export async function enterOwnChannel(
  { hub, accounts, config }: EnteringParts,
  connection: Connection,
): Promise<boolean> {
  const own = hub.join(connection, `user:${connection.userId}`);
  connection.own = own;
  if (own.connections.length + own.rooms.length > config.maxSocketsPerUser) {
    connection.close(CloseCode.tooManySockets);
    return false;
  }
  await own.ready;
  const { liveSessionIds } = await accounts.checkSessions({ sessionIds: [connection.sessionId] });
  if (connection.isClosing) return false;
  if (!liveSessionIds.includes(connection.sessionId)) {
    connection.close(CloseCode.sessionEnded);
    return false;
  }
  return true;
}
