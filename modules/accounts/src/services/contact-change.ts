import type { AppError } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import {
  afterAccept,
  afterCancel,
  afterDecline,
  afterRemove,
  afterRequest,
} from '../policies/contact-acts.ts';
import type { PairAfter, PairState } from '../policies/contact-acts.ts';
import { pairState } from '../selectors/pair-state.ts';
import { personGet } from '../selectors/people-by-id.ts';
import { contactWrite } from './contact-write.ts';
import { pairForget } from './people-forget.ts';
import { pairLock } from './pair-lock.ts';
import { relationAnnounce } from './relation-announce.ts';

export type ContactDeps = Pick<
  Deps,
  'db' | 'broker' | 'bus' | 'findChatMates' | 'limits' | 'profiles' | 'peopleCaches'
>;

/**
 * Asks to be somebody's contact; if she had asked me, we are contacts from now on.
 *
 * @throws AppError accounts.user_not_found, accounts.not_with_yourself, accounts.person_blocked, kit.rate_limited
 */
export async function contactRequest(deps: ContactDeps, userId: string, otherId: string): Promise<void> {
  if (userId === otherId) throw errors.not_with_yourself();
  await deps.limits.contactRequestsPerUser.consume(userId);
  await personGet(deps, userId, otherId);
  await contactChange(deps, [userId, otherId], afterRequest, errors.person_blocked);
}

/** @throws AppError accounts.request_not_found */
export const contactAccept = (deps: ContactDeps, userId: string, otherId: string): Promise<void> =>
  contactChange(deps, [userId, otherId], afterAccept, errors.request_not_found);

/** Silent: the other's request goes on waiting. @throws AppError accounts.request_not_found */
export const contactDecline = (deps: ContactDeps, userId: string, otherId: string): Promise<void> =>
  contactChange(deps, [userId, otherId], afterDecline, errors.request_not_found);

/** Takes my own request back. @throws AppError accounts.request_not_found */
export const contactCancel = (deps: ContactDeps, userId: string, otherId: string): Promise<void> =>
  contactChange(deps, [userId, otherId], afterCancel, errors.request_not_found);

/** Ends it for both. @throws AppError accounts.contact_not_found */
export const contactRemove = (deps: ContactDeps, userId: string, otherId: string): Promise<void> =>
  contactChange(deps, [userId, otherId], afterRemove, errors.contact_not_found);

async function contactChange(
  deps: ContactDeps,
  pair: readonly [string, string],
  act: (pair: PairState) => PairAfter,
  refusal: () => AppError,
): Promise<void> {
  const { before, after } = await deps.db.transaction().execute(async (trx) => {
    await pairLock(trx, ...pair);
    const state = await pairState(trx, ...pair);
    const next = act(state);
    if (!next) throw refusal();
    await contactWrite(trx, pair, state, next);
    return { before: state, after: next };
  });
  await pairForget(deps.peopleCaches, pair);
  deps.broker.kick();
  await relationAnnounce(deps, pair, before, after);
}
