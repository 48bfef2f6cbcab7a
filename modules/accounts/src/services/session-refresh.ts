import { errors } from '../errors.ts';
import { addressKey } from '../keys.ts';
import type { Deps } from '../deps.ts';
import { refreshVerdict } from '../policies/refresh-verdict.ts';
import type { Trx } from '../tables/database.ts';
import { refreshTokenIssue, SESSION_SECONDS } from './refresh-token-issue.ts';
import { hashSecret } from './secrets.ts';
import { sessionsEnd, sessionsForget } from './session-end.ts';
import type { Device } from './session-start.ts';

type Outcome =
  | { kind: 'renewed'; sessionId: string; userId: string; refresh: string }
  | { kind: 'stolen'; userId: string; endedIds: string[] }
  | { kind: 'invalid' };

export interface Renewed {
  userId: string;
  access: string;
  refresh: string;
}

/**
 * A new pair of tokens for a refresh token. A token that was used before ends its session, see
 * `policies/refresh-verdict.ts`.
 *
 * @throws AppError accounts.refresh_invalid, kit.rate_limited
 */
export async function sessionRefresh(
  deps: Pick<Deps, 'db' | 'keys' | 'limits' | 'liveSessions' | 'bus' | 'broker'>,
  token: string,
  device: Device,
): Promise<Renewed> {
  await deps.limits.refreshPerAddress.consume(addressKey(device.address));
  const outcome = await deps.db.transaction().execute((trx) => rotate(trx, hashSecret(token), device));
  if (outcome.kind === 'stolen') await sessionsForget(deps, outcome.userId, outcome.endedIds);
  if (outcome.kind !== 'renewed') throw errors.refresh_invalid();
  const { sessionId, userId, refresh } = outcome;
  // The session's end moved on.
  await deps.liveSessions.forget([sessionId]);
  const user = await deps.db
    .selectFrom('users')
    .select(['username', 'isAdmin'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  return { userId, refresh, access: await deps.keys.sign({ userId, sessionId, ...user }) };
}

/** The verdict's consequences are committed whatever the answer is, so this must not throw. */
async function rotate(trx: Trx, tokenHash: Buffer, device: Device): Promise<Outcome> {
  const found = await trx
    .selectFrom('refreshTokens')
    .select('sessionId')
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
  if (!found) return { kind: 'invalid' };
  // One at a time per session. The token is read after the lock: before it, it may be a state ago.
  const session = await trx
    .selectFrom('sessions')
    .selectAll()
    .where('id', '=', found.sessionId)
    .forUpdate()
    .executeTakeFirst();
  const presented = await trx
    .selectFrom('refreshTokens')
    .select(['generation', 'graceUsedAt'])
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
  if (!session || !presented) return { kind: 'invalid' };

  const now = new Date();
  const verdict = refreshVerdict(presented, session, now);
  if (verdict === 'ended') return { kind: 'invalid' };
  if (verdict === 'reused') {
    const endedIds = await sessionsEnd(
      trx,
      session.userId,
      (eb) => eb('id', '=', session.id),
      'refresh_reused',
    );
    return { kind: 'stolen', userId: session.userId, endedIds };
  }
  const generation = verdict === 'rotate' ? session.generation + 1 : session.generation;
  if (verdict === 'grace') {
    await trx
      .updateTable('refreshTokens')
      .set({ graceUsedAt: now })
      .where('tokenHash', '=', tokenHash)
      .execute();
  }
  await trx
    .updateTable('sessions')
    .set({
      generation,
      rotatedAt: verdict === 'rotate' ? now : session.rotatedAt,
      expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
      lastUsedAt: now,
      address: device.address,
    })
    .where('id', '=', session.id)
    .execute();
  const refresh = await refreshTokenIssue(trx, { id: session.id, generation }, now);
  return { kind: 'renewed', sessionId: session.id, userId: session.userId, refresh };
}
