import type { ChatState } from '@bridges/sdk';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { useMe, useOutbox } from '../../store/selectors.ts';
import { FloatingDate } from './FloatingDate.tsx';
import { JumpButtons } from './JumpButtons.tsx';
import { useLeaving } from './leaving-messages.ts';
import { MessageMenu } from './MessageMenu.tsx';
import type { MenuTarget } from './MessageMenu.tsx';
import { MessageRow } from './MessageRow.tsx';
import type { Opening } from './opening.ts';
import styles from './Timeline.module.css';
import { timelineRows } from './timeline-rows.ts';
import { moveAmongMessages } from './move-among-messages.ts';
import { useReadMarker } from './use-read-marker.ts';
import { useTimelineScroll } from './use-timeline-scroll.ts';

interface Props {
  state: ChatState;
  opening: Opening;
  dividerAfter: number | null;
  isReady: boolean;
  onGoTo: (opening: Opening) => void;
  onGoToEnd: () => Promise<void>;
}

/** The messages of a chat. Only the rows in view exist. */
export function Timeline({ state, opening, dividerAfter, isReady, onGoTo, onGoToEnd }: Props) {
  const t = useT();
  const { chat, messages, hasBefore, isAtEnd } = state;
  const meId = useMe()?.id ?? '';
  const outbox = useOutbox(chat.id);
  const leaving = useLeaving(({ byChat }) => byChat[chat.id]);
  const scroller = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuTarget | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const rows = useMemo(
    () =>
      timelineRows({
        messages,
        outbox: isAtEnd ? outbox : [],
        meId,
        dividerAfter,
        hasBefore,
        ...(leaving && { leaving }),
      }),
    [messages, outbox, isAtEnd, meId, dividerAfter, hasBefore, leaving],
  );
  const pins = useMemo(() => new Set(chat.pins), [chat.pins]);
  const hasButtons = chat.reactionSeqs.length + chat.mentionSeqs.length > 0;
  const { virtualizer, isFarFromEnd, isDividerBelow } = useTimelineScroll({
    chatId: chat.id,
    rows,
    opening,
    hasBefore,
    isAtEnd,
    hasButtons,
    scroller,
  });
  useReadMarker({ chat, rows, virtualizer, isReady });

  const items = virtualizer.getVirtualItems();
  const jump = () => {
    if (isDividerBelow && dividerAfter !== null) onGoTo({ kind: 'divider', after: dividerAfter });
    else void onGoToEnd();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { activeElement } = document;
    const isOnMessage = activeElement instanceof HTMLElement && activeElement.matches('[data-message]');
    if (event.key === 'Enter' && isOnMessage && event.target === activeElement) {
      event.preventDefault();
      activeElement.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    } else moveAmongMessages(event);
  };
  return (
    <>
      <div
        ref={scroller}
        className={styles.scroller}
        role="log"
        aria-live="off"
        aria-label={t('chat.messages')}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={styles.rows} role="list" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  role="listitem"
                  className={styles.place}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <MessageRow
                    row={row}
                    kind={chat.kind}
                    isRead={row.seq > 0 && row.seq <= chat.othersReadSeq}
                    isPinned={pins.has(row.seq)}
                    onMenu={setMenu}
                  />
                </div>
              )
            );
          })}
        </div>
      </div>
      <FloatingDate rows={rows} virtualizer={virtualizer} />
      <JumpButtons chat={chat} isEndShown={isFarFromEnd || !isAtEnd} onEnd={jump} />
      {menu && <MessageMenu chat={chat} target={menu} onClose={closeMenu} />}
    </>
  );
}
