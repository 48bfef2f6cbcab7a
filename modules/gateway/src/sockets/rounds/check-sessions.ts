import { CloseCode } from '@bridges/contracts/protocol';
import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { Registry } from '../registry.ts';

const maxAsked = 1000;

/** Closes the sockets of sessions that have ended, should the live bus have lost the news (G7). */
export async function checkSessions(
  registry: Pick<Registry, 'all'>,
  accounts: Pick<RpcClient<typeof AccountsService>, 'checkSessions'>,
): Promise<void> {
  const asked = [...new Set([...registry.all()].map(({ sessionId }) => sessionId))];
  const ended = new Set<string>();
  for (let at = 0; at < asked.length; at += maxAsked) {
    const sessionIds = asked.slice(at, at + maxAsked);
    const live = new Set((await accounts.checkSessions({ sessionIds })).liveSessionIds);
    for (const id of sessionIds) if (!live.has(id)) ended.add(id);
  }
  if (ended.size === 0) return;
  for (const connection of [...registry.all()]) {
    if (ended.has(connection.sessionId)) connection.close(CloseCode.sessionEnded);
  }
}
