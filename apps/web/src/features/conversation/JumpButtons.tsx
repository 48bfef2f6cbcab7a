import type { Chat } from '@bridges/sdk';
import { ArrowDown, AtSign, CornerDownLeft, Heart } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import styles from './JumpButtons.module.css';
import { useTalkActs } from './talk-acts.ts';
import { useTalk } from './talk-store.ts';

interface Props {
  chat: Chat;
  isEndShown: boolean;
  onEnd: () => void;
}

/** Back to where a quote was followed from, to what asks for my attention, and to the newest messages. */
export function JumpButtons({ chat, isEndShown, onEnd }: Props) {
  const t = useT();
  const { jumpTo, goWayBack, seen } = useTalkActs();
  const hasWayBack = useTalk(({ wayBack }) => wayBack.length > 0);
  const { mentionSeqs, reactionSeqs, unreadCount } = chat;
  const [mention] = mentionSeqs;
  const [reaction] = reactionSeqs;
  return (
    <div className={styles.stack}>
      {hasWayBack && <Round icon={CornerDownLeft} label={t('message.wayBack')} onClick={goWayBack} />}
      {reaction !== undefined && (
        <Round
          icon={Heart}
          label={t('message.toReaction', { count: reactionSeqs.length })}
          count={reactionSeqs.length}
          onClick={() => {
            jumpTo(reaction);
            seen(reaction);
          }}
        />
      )}
      {mention !== undefined && (
        <Round
          icon={AtSign}
          label={t('message.toMention', { count: mentionSeqs.length })}
          count={mentionSeqs.length}
          onClick={() => jumpTo(mention)}
        />
      )}
      {isEndShown && (
        <Round
          icon={ArrowDown}
          label={unreadCount > 0 ? t('chat.toBottomNew', { count: unreadCount }) : t('chat.toBottom')}
          count={unreadCount}
          onClick={onEnd}
        />
      )}
    </div>
  );
}

interface RoundProps {
  icon: LucideIcon;
  label: string;
  count?: number;
  onClick: () => void;
}

function Round({ icon: Icon, label, count = 0, onClick }: RoundProps) {
  return (
    <button type="button" className={styles.button} aria-label={label} title={label} onClick={onClick}>
      <Icon size={24} aria-hidden="true" />
      {count > 0 && <span className={styles.badge}>{count}</span>}
    </button>
  );
}
