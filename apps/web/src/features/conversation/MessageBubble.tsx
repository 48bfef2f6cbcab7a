import { formatFull, formatTime } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { colourIndex } from '../../text/colour-index.ts';
import { emojiOnlyCount } from '../../text/emoji-only.ts';
import { Ticks } from '../../ui/Ticks.tsx';
import styles from './MessageBubble.module.css';
import { MessageText } from './MessageText.tsx';
import type { TimelineRow } from './timeline-rows.ts';

interface Props {
  row: TimelineRow;
  isRead: boolean;
  hasTicks: boolean;
  /** Above the first message of a group; null: it is clear whose it is. */
  senderName: string | null;
}

export function MessageBubble({ row, isRead, hasTicks, senderName }: Props) {
  const t = useT();
  const language = useLanguage();
  const emoji = emojiOnlyCount(row.text);
  const delivery = row.delivery === 'sent' && isRead ? 'read' : row.delivery;
  const time = formatTime(row.at, language);
  return (
    <div
      className={styles.bubble}
      data-message={row.seq || row.clientId}
      data-own={row.isOwn || undefined}
      data-first={row.isFirst || undefined}
      data-last={row.isLast || undefined}
      data-emoji={emoji || undefined}
      data-delivery={delivery ?? undefined}
      tabIndex={-1}
    >
      {senderName !== null && (
        <div className={styles.sender} data-colour={colourIndex(row.senderId)}>
          <bdi>{senderName}</bdi>
        </div>
      )}
      <MessageText text={row.text}>
        <span className={styles.meta} dir="ltr">
          <time dateTime={row.at.toISOString()} title={formatFull(row.at, language)}>
            {time}
          </time>
          {delivery && hasTicks && <Ticks state={delivery} />}
          {row.isOwn && !hasTicks && <span className="visually-hidden">{t('chat.sent')}</span>}
        </span>
      </MessageText>
    </div>
  );
}
