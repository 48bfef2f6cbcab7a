import { useT } from '../../i18n/language.ts';
import { colourIndex } from '../../text/colour-index.ts';
import { emojiOnlyCount } from '../../text/emoji-only.ts';
import { MessageMedia, hasMedia } from '../media/MessageMedia.tsx';
import styles from './MessageBubble.module.css';
import { MessageText } from './MessageText.tsx';
import { removePreview } from './message-calls.ts';
import { ForwardedFrom } from './message/ForwardedFrom.tsx';
import { LinkPreviewCard } from './message/LinkPreviewCard.tsx';
import { MessageMeta } from './message/MessageMeta.tsx';
import { PollView } from './message/PollView.tsx';
import { ReactionBar } from './message/ReactionBar.tsx';
import { ReplyQuote } from './message/ReplyQuote.tsx';
import type { TimelineRow } from './timeline-rows.ts';

interface Props {
  row: TimelineRow;
  isRead: boolean;
  hasTicks: boolean;
  isPinned: boolean;
  /** Above the first message of a group; null: it is clear whose it is. */
  senderName: string | null;
}

/** A message with all that it holds. Time and ticks are set into the last line of whatever comes last. */
export function MessageBubble({ row, isRead, hasTicks, isPinned, senderName }: Props) {
  const t = useT();
  const { message, entry } = row;
  const { preview, poll, forwardedFrom, reactions = [] } = message ?? {};
  const replyTo = message?.replyTo ?? entry?.extras?.replyTo;
  const isMedia = hasMedia(message, entry);
  const isBare = !isMedia && !preview && !poll && !replyTo && !forwardedFrom;
  const emoji = isBare && reactions.length === 0 ? emojiOnlyCount(row.text) : 0;
  const delivery = row.delivery === 'sent' && isRead ? 'read' : row.delivery;
  const meta = <MessageMeta row={row} delivery={delivery} hasTicks={hasTicks} isPinned={isPinned} />;
  const isTextLast = !preview && !poll && reactions.length === 0;
  const hasText = row.text !== '';
  const isMediaLast = !hasText && isTextLast && isMedia;
  const waitingPoll = entry?.extras?.poll;
  return (
    <div
      className={styles.bubble}
      data-message={row.seq || row.clientId}
      data-own={row.isOwn || undefined}
      data-first={row.isFirst || undefined}
      data-last={row.isLast || undefined}
      data-emoji={emoji || undefined}
      data-media={isMedia || undefined}
      data-delivery={delivery ?? undefined}
      tabIndex={-1}
    >
      {senderName !== null && (
        <div className={styles.sender} data-colour={colourIndex(row.senderId)}>
          <bdi>{senderName}</bdi>
        </div>
      )}
      {forwardedFrom && <ForwardedFrom {...forwardedFrom} />}
      {replyTo && <ReplyQuote replyTo={replyTo} from={row.seq} />}
      {isMedia && <MessageMedia message={message} entry={entry} tail={isMediaLast ? meta : null} />}
      {(hasText || (isTextLast && !isMedia)) && (
        <MessageText text={row.text || (waitingPoll?.question ?? '')} emojiCount={emoji}>
          {isTextLast && meta}
        </MessageText>
      )}
      {message && poll && <PollView message={message} />}
      {message && preview && (
        <LinkPreviewCard preview={preview} onRemove={row.isOwn ? () => void removePreview(message) : null} />
      )}
      {!isTextLast && (
        <div
          className={styles.foot}
          data-beside={(poll !== undefined && !preview && reactions.length === 0) || undefined}
        >
          {message && <ReactionBar message={message} />}
          <span className={styles.footMeta}>{meta}</span>
        </div>
      )}
      {row.delivery === 'failed' && <span className="visually-hidden">{t('chat.notSent')}</span>}
    </div>
  );
}
