import type { Broker } from '@bridges/kit';
import type { AskNews } from '../selectors/chat-news.ts';
import type { InboxAnnouncer } from '../services/inbox-announce.ts';
import type { Ladder } from '../services/ladder.ts';
import type { AskMessages } from '../services/message-notify.ts';
import type { Telegram } from '../telegram/telegram.ts';

export interface ConsumerContext {
  announcer: InboxAnnouncer;
  broker: Broker;
  messages: AskMessages & AskNews;
  ladder: Pick<Ladder, 'clear' | 'forget' | 'takeBack'>;
  /** What is read within this time makes no entry. */
  entriesAfterSeconds: number;
  telegram: Pick<Telegram, 'unlinkForSafety'>;
}
