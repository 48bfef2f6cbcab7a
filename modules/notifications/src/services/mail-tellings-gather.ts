import type { Telling } from '../channels/channel.ts';
import type { Db } from '../tables/database.ts';
import type { Delivery } from '../tables/ladder.ts';
import { tellingCompose } from './telling-compose.ts';
import type { AskLanguages } from './languages.ts';
import { tellingFacts } from './telling-facts.ts';
import type { AskUnread } from './telling-facts.ts';
import { tellingNames } from './telling-names.ts';
import type { FindNames } from './telling-names.ts';

export interface GatherContext {
  db: Db;
  messages: AskUnread;
  accounts: FindNames & AskLanguages;
}

/** A letter with more than this is not read. */
const most = 20;

/**
 * What waits to be told to somebody by letter, as it may be told now: all of it makes one letter. Of `only` those, when
 * they were put into a letter before; else those that are in none yet.
 */
export async function mailTellingsGather(
  { db, messages, accounts }: GatherContext,
  { id, userId, locale, only }: { id: string; userId: string; locale: 'en' | 'ru'; only?: readonly string[] },
): Promise<{ tellings: Telling[]; timeZone: string }> {
  const deliveries = await waiting(db, { id, userId, only });
  const facts = await tellingFacts(db, { messages, accounts }, deliveries);
  const people = deliveries.flatMap((delivery) => {
    const unread = facts.unreadOf(delivery);
    const senders = unread?.messages.map(({ message }) => message?.senderId ?? '') ?? [];
    return [...senders, unread?.peerId ?? '', ...(facts.entryOf(delivery)?.actorIds ?? [])];
  });
  const nameOf = await tellingNames(accounts, people);
  // A letter speaks the language of her account throughout.
  const settings = { ...facts.settingsOf(userId), locale };
  const spoken = { ...facts, settingsOf: () => settings };
  return {
    tellings: deliveries.flatMap((delivery) => {
      const composed = tellingCompose(delivery, spoken, nameOf);
      return composed.kind === 'tell' ? [composed.telling] : [];
    }),
    timeZone: settings.timeZone,
  };
}

async function waiting(
  db: Db,
  { id, userId, only }: { id: string; userId: string; only: readonly string[] | undefined },
): Promise<Delivery[]> {
  return (
    db
      .selectFrom('deliveries')
      .where('userId', '=', userId)
      .where('channel', '=', 'email')
      .where((eb) =>
        only
          ? eb('id', 'in', [id, ...only])
          : eb.not(
              eb.exists(
                eb.selectFrom('mailTellings').select('tellingId').whereRef('tellingId', '=', 'deliveries.id'),
              ),
            ),
      )
      // The one whose turn it is, however many there are.
      .orderBy((eb) => eb('id', '=', id), 'desc')
      .orderBy('id')
      .limit(most)
      .selectAll()
      .execute()
  );
}
