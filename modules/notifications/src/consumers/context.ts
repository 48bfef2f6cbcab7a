import type { Broker } from '@bridges/kit';
import type { InboxAnnouncer } from '../services/inbox-announce.ts';
import type { Ladder } from '../services/ladder.ts';
import type { AskMessages } from '../services/message-notify.ts';
import type { Telegram } from '../telegram/telegram.ts';

export interface ConsumerContext {
  announcer: InboxAnnouncer;
  broker: Broker;
  messages: AskMessages;
  ladder: Pick<Ladder, 'clear' | 'forget'>;
  telegram: Pick<Telegram, 'unlinkForSafety'>;
}
