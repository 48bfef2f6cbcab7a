import type { Session } from '@bridges/contracts';
import type { SessionRow } from '../selectors/session-list.ts';

export function toSession(session: SessionRow, currentSessionId: string): Session {
  return {
    id: session.id,
    device: session.device,
    address: session.address,
    createdAt: session.createdAt.toISOString(),
    lastUsedAt: session.lastUsedAt.toISOString(),
    isCurrent: session.id === currentSessionId,
  };
}
