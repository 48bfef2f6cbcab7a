import type { ReplyTo } from '@bridges/contracts';
import { quotedMessage } from '@bridges/sdk';
import { useT } from '../../../i18n/language.ts';
import { userName } from '../../../store/chat-title.ts';
import { messageSummary } from '../../../store/message-summary.ts';
import { useClientState, useUser } from '../../../store/selectors.ts';
import { colourIndex } from '../../../text/colour-index.ts';
import { useTalkActs } from '../talk-acts.ts';
import styles from './MessageParts.module.css';

interface Props {
  replyTo: ReplyTo;
  /** The reply; 0 while it is on its way. */
  from: number;
}

/** What a message answers, as it is now; a click leads there. */
export function ReplyQuote({ replyTo, from }: Props) {
  const t = useT();
  const { chatId, followQuote } = useTalkActs();
  const original = useClientState((state) => {
    const held = state.chats[chatId];
    return held && quotedMessage(held, replyTo.seq);
  });
  const isThere = original?.kind === 'text' || original?.kind === 'system';
  const sender = useUser(isThere ? original.senderId : null);
  // A fragment of what was taken back is taken back too.
  const text = isThere ? (replyTo.quote ?? messageSummary(original, t)) : null;
  const missing = t(original?.kind === 'deleted' ? 'message.deletedOne' : 'message.notForYou');
  return (
    <button
      type="button"
      className={styles.quote}
      data-colour={isThere ? colourIndex(original.senderId) : undefined}
      aria-label={t('message.replyTo', { name: userName(sender, t), text: text ?? missing })}
      disabled={!isThere}
      onClick={() => followQuote(from, replyTo.seq)}
    >
      {isThere && (
        <span className={styles.quoteName}>
          <bdi>{userName(sender, t)}</bdi>
        </span>
      )}
      <span className={styles.quoteText} dir="auto" data-missing={!isThere || undefined}>
        {text ?? missing}
      </span>
    </button>
  );
}
