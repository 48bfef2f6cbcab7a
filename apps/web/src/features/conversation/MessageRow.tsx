import { Check, CircleAlert, Reply } from 'lucide-react';
import { memo, useEffect } from 'react';
import type { MouseEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import dateStyles from './DateChip.module.css';
import { DateLine } from './DateLine.tsx';
import { MessageBubble } from './MessageBubble.tsx';
import type { MenuTarget } from './MessageMenu.tsx';
import styles from './MessageRow.module.css';
import { MessageBoundary } from './message/MessageBoundary.tsx';
import { SystemLine } from './SystemLine.tsx';
import { useTalkActs } from './talk-acts.ts';
import { fadeHighlight, toggleSelected, useTalk } from './talk-store.ts';
import type { TimelineRow } from './timeline-rows.ts';
import { useMessageGestures } from './use-message-gestures.ts';

interface Props {
  row: TimelineRow;
  kind: 'direct' | 'saved' | 'group';
  isRead: boolean;
  isPinned: boolean;
  onMenu: (target: MenuTarget) => void;
}

/** A message with what belongs above and beside it: date, divider, avatar, "!". */
export const MessageRow = memo(function MessageRow(props: Props) {
  const { row } = props;
  const t = useT();
  return (
    <>
      {row.hasDate && <DateLine at={row.at} />}
      {row.hasDivider && (
        <div className={dateStyles.divider} role="separator">
          {t('chat.newMessages')}
        </div>
      )}
      <MessageBoundary of={row.message}>
        {row.kind === 'system' ? (
          <SystemLine row={row} />
        ) : row.kind === 'deleted' ? (
          <p className={styles.deleted} data-deleted={row.deletedCount}>
            {t('message.deleted', { count: row.deletedCount })}
          </p>
        ) : (
          <Bubble {...props} />
        )}
      </MessageBoundary>
    </>
  );
});

function Bubble({ row, kind, isRead, isPinned, onMenu }: Props) {
  const t = useT();
  const { reply } = useTalkActs();
  const isInGroup = kind === 'group';
  const sender = useUser(isInGroup && !row.isOwn ? row.senderId : null);
  const isChoosing = useTalk(({ selected }) => selected !== null);
  const isSelected = useTalk(({ selected }) => selected?.has(row.seq) ?? false);
  const isHighlighted = useTalk(({ highlighted }) => row.seq > 0 && highlighted === row.seq);
  useEffect(() => {
    if (isHighlighted) fadeHighlight();
  }, [isHighlighted]);
  const { message } = row;
  const gestures = useMessageGestures({
    onLongPress: (at) => !isChoosing && onMenu({ row, at, quote: '' }),
    onSwipe: message && !isChoosing ? () => reply(message) : null,
  });
  const openMenu = (event: MouseEvent) => {
    const quote = String(getSelection());
    const isNative = event.target instanceof HTMLAnchorElement || event.target instanceof HTMLImageElement;
    if ((isNative || isChoosing) && event.type === 'contextmenu') return;
    event.preventDefault();
    onMenu({ row, at: pointOf(event), quote });
  };
  const choose = (event: MouseEvent) => {
    if (!isChoosing || !message) return;
    event.preventDefault();
    event.stopPropagation();
    toggleSelected(row.seq);
  };
  return (
    <div
      className={styles.row}
      data-own={row.isOwn || undefined}
      data-first={row.isFirst || undefined}
      data-choosing={isChoosing || undefined}
      data-chosen={isSelected || undefined}
      data-highlighted={isHighlighted || undefined}
      onContextMenu={openMenu}
      onClickCapture={choose}
      {...gestures}
    >
      {isChoosing && message && (
        <span
          className={styles.check}
          role="checkbox"
          aria-checked={isSelected}
          aria-label={t('message.select')}
          tabIndex={0}
          onKeyDown={(event) => {
            if (event.key !== ' ' && event.key !== 'Enter') return;
            event.preventDefault();
            toggleSelected(row.seq);
          }}
        >
          {isSelected && <Check size={15} strokeWidth={3} aria-hidden="true" />}
        </span>
      )}
      {isInGroup && !row.isOwn && (
        <span className={styles.gutter}>
          {row.isLast && <Avatar id={row.senderId} name={userName(sender, t)} size={32} />}
        </span>
      )}
      {row.delivery === 'failed' && (
        <button
          type="button"
          className={styles.failed}
          data-small=""
          aria-label={t('chat.notSentActions')}
          title={t('chat.notSentActions')}
          onClick={openMenu}
        >
          <CircleAlert size={22} aria-hidden="true" />
        </button>
      )}
      <MessageBubble
        row={row}
        isRead={isRead}
        isPinned={isPinned}
        hasTicks={kind !== 'saved' || row.delivery !== 'sent'}
        senderName={isInGroup && !row.isOwn && row.isFirst ? userName(sender, t) : null}
      />
      <span className={styles.swipe} aria-hidden="true">
        <Reply size={20} />
      </span>
    </div>
  );
}

/** A menu opened by key has no pointer: it opens at the message. */
function pointOf(event: MouseEvent): { x: number; y: number } {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY };
  const box = event.currentTarget.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
