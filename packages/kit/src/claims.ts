import type { AnyTransaction } from './broker.ts';
import type { Job, Jobs } from './jobs.ts';
import type { Logger } from './logger.ts';
import type { AnyDatabase } from './outbox-relay.ts';

/**
 * Keeps what another module holds for us claimed exactly as long as our tables show it, whatever fails when. The other
 * module can't take part in our transactions, so each claim is looked at once more, a while later:
 *
 * 1. `plan` commits that look; then the other module is asked to claim;
 * 2. our transaction shows the thing, and with `planIn` plans a look at the one that it no longer shows;
 * 3. `release` gives that back at once. What fails or dies in between is found by the look.
 *
 * @example
 * await pictures.plan({ fileId, chatId });
 * await files.claimFile({ … });
 */
export interface Claims<Claim> {
  /** Before the claim. */
  plan(claim: Claim): Promise<void>;
  planIn(trx: AnyTransaction, claim: Claim): Promise<void>;
  /** After the commit that no longer shows it; never fails. */
  release(claim: Claim): Promise<void>;
  /** The look; for the module's list of jobs. */
  job: Job;
}

export interface ClaimsOptions<Claim> {
  db: AnyDatabase;
  jobs: Pick<Jobs, 'enqueue'>;
  log: Pick<Logger, 'warn'>;
  /** The job's, unique in the module. */
  name: string;
  keyOf(claim: Claim): string;
  isShown(claim: Claim): Promise<boolean>;
  /** May be repeated. */
  release(claim: Claim): Promise<unknown>;
}

/** Longer than the act takes that something is claimed for. */
const lookAfterMs = 10 * 60_000;

/** Claims of plain objects, which go through the queue as JSON. */
export function createClaims<Claim extends object>({
  db,
  jobs,
  log,
  name,
  keyOf,
  isShown,
  release,
}: ClaimsOptions<Claim>): Claims<Claim> {
  const planIn: Claims<Claim>['planIn'] = (trx, claim) =>
    jobs.enqueue(trx, name, Object.fromEntries(Object.entries(claim)), {
      key: `${name}:${keyOf(claim)}`,
      runAt: new Date(Date.now() + lookAfterMs),
    });
  return {
    planIn,
    plan: (claim) => db.transaction().execute((trx) => planIn(trx, claim)),
    async release(claim) {
      try {
        await release(claim);
      } catch (error) {
        log.warn({ err: error, job: name }, 'a claim is not given back yet');
      }
    },
    job: {
      name,
      async run(payload) {
        const claim = payload as Claim;
        if (!(await isShown(claim))) await release(claim);
      },
    },
  };
}
