import type { AccountsService } from '@bridges/contracts/proto';
import { KeyedQueue } from '@bridges/kit';
import type { Mailer, MailOutcome, Platform, RpcClient } from '@bridges/kit';
import type { Channel, Outcome, Telling } from '../channels/channel.ts';
import { toDigestLetter } from '../presenters/digest-letter.ts';
import { isMailUsed, mailReachable, mailReader } from '../selectors/mail-readers.ts';
import { letterClaim, letterOf, letterRelease, letterSent } from '../services/mail-letter-claim.ts';
import type { LetterClaim } from '../services/mail-letter-claim.ts';
import { mailReaderUnreachable } from '../services/mail-reader-note.ts';
import { mailTellingsGather } from '../services/mail-tellings-gather.ts';
import type { GatherContext } from '../services/mail-tellings-gather.ts';
import { isUrgentEntry } from '../selectors/is-urgent-entry.ts';
import { unsubscribeToken } from '../policies/unsubscribe-token.ts';

export interface MailContext extends GatherContext {
  accounts: GatherContext['accounts'] & Pick<RpcClient<typeof AccountsService>, 'getMailAddresses'>;
  mailer: Mailer;
  publicUrl: Platform['publicUrl'];
  /** What links to unsubscribe are signed with. */
  key: () => Promise<Buffer>;
  /** At most one letter per person in this time. */
  pauseMs: number;
}

/** Another copy of the service is sending it: then it is known whether it went. */
const elsewhereMs = 10_000;

const gone = (note: string): Outcome => ({ kind: 'gone', note });

/** Tells people by letters to their confirmed addresses: one for all that waits for a person, not too often. */
export class MailChannel implements Channel {
  readonly name = 'email';
  readonly #context: MailContext;
  /** Of one person one letter at a time: the second finds what is in the first. */
  readonly #turns = new KeyedQueue();

  constructor(context: MailContext) {
    this.#context = context;
  }

  get isConfigured(): boolean {
    return this.#context.mailer.isConfigured;
  }

  isUsed(): Promise<boolean> {
    return isMailUsed(this.#context.db);
  }

  reachable(userIds: readonly string[]): Promise<Set<string>> {
    return mailReachable(this.#context.db, userIds);
  }

  tell(telling: Telling): Promise<Outcome> {
    return this.#turns.run(telling.userId, () => this.#tell(telling));
  }

  async #tell(telling: Telling): Promise<Outcome> {
    const { db, accounts } = this.#context;
    const { id, userId } = telling;
    const before = await letterOf(db, id);
    if (before?.isSent) return { kind: 'delivered', note: 'in one letter with others' };
    const reader = await mailReader(db, userId);
    if (!reader) return gone('no confirmed address');
    const waitMs = before ? 0 : await this.#pauseLeft(telling, reader.lastLetterAt);
    if (waitMs > 0) return { kind: 'later', afterMs: waitMs, note: 'a letter went a short while ago' };
    const { addresses } = await accounts.getMailAddresses({ userIds: [userId] }, { deadlineMs: 10_000 });
    const [address] = addresses;
    if (!address) return gone('no confirmed address');
    const language =
      address.language === 'en' || address.language === 'ru' ? address.language : telling.locale;
    const letter = await this.#put(telling, language, before);
    if (!letter) return { kind: 'later', afterMs: elsewhereMs, note: 'in a letter that is on its way' };
    if (!letter.tellings.some((one) => one.id === id))
      return { kind: 'refused', note: 'nothing left to tell' };
    const outcome = await this.#context.mailer.send(
      toDigestLetter({
        ...letter,
        language,
        to: { address: address.address, name: address.displayName },
        publicUrl: this.#context.publicUrl(),
        unsubscribeToken: unsubscribeToken(await this.#context.key(), userId),
      }),
    );
    return this.#settle(outcome, { letterId: letter.id, userId, version: reader.version });
  }

  /** Decides what the letter holds, and notes it. */
  async #put(telling: Telling, language: 'en' | 'ru', before: LetterClaim | undefined) {
    const { id, userId } = telling;
    if (telling.isTest) return { id, tellings: [{ ...telling, locale: language }], timeZone: 'UTC' };
    const only = before ? { only: before.tellingIds } : {};
    const gathered = await mailTellingsGather(this.#context, { id, userId, locale: language, ...only });
    const letterId = before?.letterId ?? id;
    if (before || !gathered.tellings.some((one) => one.id === id)) return { id: letterId, ...gathered };
    const letter = { letterId, userId };
    const ids = gathered.tellings.map((one) => one.id);
    const claimed = await letterClaim(this.#context.db, letter, ids);
    // Somebody else's letter holds it: this one is about nothing, and what is in it goes the next time.
    if (!claimed.has(id)) {
      await letterRelease(this.#context.db, letterId);
      return undefined;
    }
    return { ...gathered, id: letterId, tellings: gathered.tellings.filter((one) => claimed.has(one.id)) };
  }

  async #settle(
    outcome: MailOutcome,
    letter: { letterId: string; userId: string; version: number },
  ): Promise<Outcome> {
    const { db } = this.#context;
    if (outcome.kind === 'sent') {
      await letterSent(db, letter);
      return { kind: 'delivered' };
    }
    // Who knows whether it has arrived? Then it must stay the same letter.
    if (!(outcome.kind === 'later' && outcome.mayHaveArrived)) await letterRelease(db, letter.letterId);
    if (outcome.kind === 'noMailbox') {
      await mailReaderUnreachable(db, letter.userId, letter.version);
      return gone(outcome.note);
    }
    return outcome;
  }

  async #pauseLeft(telling: Telling, lastLetterAt: Date | null): Promise<number> {
    if (!lastLetterAt || telling.isTest) return 0;
    const leftMs = lastLetterAt.getTime() + this.#context.pauseMs - Date.now();
    if (leftMs <= 0) return 0;
    const isUrgent = telling.kind === 'entry' && (await isUrgentEntry(this.#context.db, telling.entryId));
    return isUrgent ? 0 : leftMs;
  }
}
