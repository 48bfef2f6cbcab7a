import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { sessionsEnd, sessionsForget } from './session-end.ts';

type EndDeps = Pick<Deps, 'db' | 'liveSessions' | 'bus' | 'broker'>;
interface SessionOwner {
  userId: string;
  sessionId: string;
}

/** Ends one of my sessions. @throws AppError accounts.session_not_found, for those of others too */
export async function signOut(deps: EndDeps, viewer: SessionOwner, sessionId: string): Promise<void> {
  const ended = await deps.db
    .transaction()
    .execute((trx) => sessionsEnd(trx, viewer.userId, (eb) => eb('id', '=', sessionId), 'signed_out'));
  if (ended.length === 0) throw errors.session_not_found();
  await sessionsForget(deps, viewer.userId, ended);
}

/** Ends all my sessions but this one; resolves to how many those were. */
export async function signOutOthers(deps: EndDeps, viewer: SessionOwner): Promise<number> {
  const ended = await deps.db
    .transaction()
    .execute((trx) =>
      sessionsEnd(trx, viewer.userId, (eb) => eb('id', '!=', viewer.sessionId), 'signed_out'),
    );
  await sessionsForget(deps, viewer.userId, ended);
  return ended.length;
}
