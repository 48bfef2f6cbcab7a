import type { Chat } from '@bridges/sdk';
import { CircleAlert } from 'lucide-react';
import { memo } from 'react';
import type { MouseEvent } from 'react';
import { formatDay } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useNow } from '../../ui/use-now.ts';
import dateStyles from './DateChip.module.css';
import { MessageBubble } from './MessageBubble.tsx';
import type { MenuTarget } from './MessageMenu.tsx';
import styles from './MessageRow.module.css';
import type { TimelineRow } from './timeline-rows.ts';

interface Props {
  row: TimelineRow;
  chat: Chat;
  onMenu: (target: MenuTarget) => void;
}

/** A message with what belongs above and beside it: date, divider, avatar, "!". */
export const MessageRow = memo(function MessageRow({ row, chat, onMenu }: Props) {
  const t = useT();
  const isInGroup = chat.kind === 'group';
  const sender = useUser(isInGroup && !row.isOwn ? row.senderId : null);
  const isFailed = row.delivery === 'failed';
  const openMenu = (event: MouseEvent) => {
    const isNative = event.target instanceof HTMLAnchorElement || String(getSelection()) !== '';
    if (isNative && event.type === 'contextmenu') return;
    event.preventDefault();
    onMenu({ row, at: pointOf(event) });
  };
  return (
    <>
      {row.hasDate && <DateLine at={row.at} />}
      {row.hasDivider && (
        <div className={dateStyles.divider} role="separator">
          {t('chat.newMessages')}
        </div>
      )}
      {row.kind === 'system' ? (
        <div className={dateStyles.line}>
          <span className={`${dateStyles.chip} ${styles.system}`}>{row.text}</span>
        </div>
      ) : (
        <div
          className={styles.row}
          data-own={row.isOwn || undefined}
          data-first={row.isFirst || undefined}
          onContextMenu={openMenu}
        >
          {isInGroup && !row.isOwn && (
            <span className={styles.gutter}>
              {row.isLast && <Avatar id={row.senderId} name={userName(sender, t)} size={32} />}
            </span>
          )}
          {isFailed && (
            <button
              type="button"
              className={styles.failed}
              aria-label={t('chat.notSentActions')}
              title={t('chat.notSentActions')}
              onClick={openMenu}
            >
              <CircleAlert size={22} aria-hidden="true" />
            </button>
          )}
          <MessageBubble
            row={row}
            isRead={row.seq > 0 && row.seq <= chat.othersReadSeq}
            hasTicks={chat.kind !== 'saved' || row.delivery !== 'sent'}
            senderName={isInGroup && !row.isOwn && row.isFirst ? userName(sender, t) : null}
          />
        </div>
      )}
    </>
  );
});

function DateLine({ at }: { at: Date }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow(60_000);
  return (
    <div className={dateStyles.line} role="separator">
      <span className={dateStyles.chip}>{formatDay(at, now, language, t)}</span>
    </div>
  );
}

/** A menu opened by key has no pointer: it opens at the message. */
function pointOf(event: MouseEvent): { x: number; y: number } {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY };
  const box = event.currentTarget.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
