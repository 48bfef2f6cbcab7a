import type { Chat } from '@bridges/sdk';
import {
  AlarmClock,
  BellRing,
  Check,
  ChevronRight,
  Copy,
  Eye,
  Forward,
  History,
  Link2,
  Pencil,
  Pin,
  PinOff,
  Reply,
  RotateCw,
  SquareCheck,
  TextQuote,
  Trash2,
  Vote,
} from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { errorCodeText } from '../../store/error-text.ts';
import { useMe, useUser } from '../../store/selectors.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import { toast } from '../../ui/toasts.ts';
import { recentEmoji, rememberEmoji } from './emoji/emoji-list.ts';
import { showPicker } from './emoji/picker-store.ts';
import { closePoll, pin, toggleReaction, unpin, vote } from './message-calls.ts';
import { rightsOver } from './message-rights.ts';
import styles from './MessageMenu.module.css';
import { useTalkActs } from './talk-acts.ts';
import { showDialog, toggleSelected } from './talk-store.ts';
import type { TimelineRow } from './timeline-rows.ts';

export interface MenuTarget {
  row: TimelineRow;
  at: { x: number; y: number };
  /** What was selected in it. */
  quote: string;
}
interface Props {
  chat: Chat;
  target: MenuTarget;
  onClose: () => void;
}

/** What can be done with a message. */
export function MessageMenu({ chat, target: { row, at, quote }, onClose }: Props) {
  const t = useT();
  const me = useMe();
  const peer = useUser(chat.peerId);
  const { reply, edit } = useTalkActs();
  const { message } = row;
  const copyText = (text: string, note: string) =>
    void navigator.clipboard?.writeText(text).then(() => toast(note));
  const copy: MenuItem = {
    label: t('act.copy'),
    icon: Copy,
    run: () => copyText(quote || row.text, t('act.copied')),
  };
  if (!message || !me) {
    const canDiscard = row.delivery === 'failed' || row.delivery === 'waiting';
    const items: MenuItem[] = [
      ...(row.delivery === 'failed'
        ? [{ label: t('act.retry'), icon: RotateCw, run: () => client.retry(row.clientId) }]
        : []),
      copy,
      ...(canDiscard
        ? [
            {
              label: t('act.delete'),
              icon: Trash2,
              isDanger: true,
              run: () => void (client.discard(row.clientId) || toast(t('message.onItsWay'))),
            },
          ]
        : []),
    ];
    const code = row.delivery === 'failed' ? row.entry?.code : null;
    return (
      <Menu
        label={t('chat.messageMenu')}
        items={items}
        at={at}
        onClose={onClose}
        head={code && <p className={styles.why}>{errorCodeText(code, t)}</p>}
      />
    );
  }
  const may = rightsOver(message, chat, me.id, peer?.isDeactivated);
  const isPinned = chat.pins.includes(message.seq);
  const hasReactions = (message.reactions?.length ?? 0) > 0;
  const link = new URL(routes.message(chat.id, message.seq), location.href).href;
  const hasVoted = (message.mine?.votes.length ?? 0) > 0 && message.poll?.isClosed === false;
  const part = quote !== '' && row.text.includes(quote) ? quote.slice(0, 1000) : null;
  const all: Array<MenuItem | false> = [
    may.canReply && { label: t('message.reply'), icon: Reply, run: () => reply(message) },
    may.canReply &&
      part !== null && { label: t('message.quote'), icon: TextQuote, run: () => reply(message, part) },
    may.canEdit && { label: t('message.edit'), icon: Pencil, run: () => edit(message) },
    row.text !== '' && copy,
    { label: t('message.copyLink'), icon: Link2, run: () => copyText(link, t('message.linkCopied')) },
    may.canForward && {
      label: t('message.forward'),
      icon: Forward,
      run: () => showDialog({ kind: 'forward', messages: [message] }),
    },
    may.canPin && {
      label: t(isPinned ? 'message.unpin' : 'message.pin'),
      icon: isPinned ? PinOff : Pin,
      run: () => void (isPinned ? unpin(message) : pin(message)),
    },
    hasVoted && { label: t('poll.retract'), icon: Vote, run: () => void vote(message, []) },
    may.canClosePoll && { label: t('poll.close'), icon: Check, run: () => void closePoll(message) },
    { label: t('message.remind'), icon: AlarmClock, run: () => showDialog({ kind: 'remind', message }) },
    may.canSeeReaders && {
      label: t('message.seenBy'),
      icon: Eye,
      run: () => showDialog({ kind: 'readers', message }),
    },
    message.senderId !== me.id && {
      label: t('message.whyTold'),
      icon: BellRing,
      run: () => showDialog({ kind: 'trace', message }),
    },
    message.editedAt !== undefined && {
      label: t('message.history'),
      icon: History,
      run: () => showDialog({ kind: 'history', message }),
    },
    { label: t('message.select'), icon: SquareCheck, run: () => toggleSelected(message.seq) },
    {
      label: t('act.delete'),
      icon: Trash2,
      isDanger: true,
      run: () => showDialog({ kind: 'delete', messages: [message] }),
    },
  ];
  const react = (emoji: string) => {
    rememberEmoji(emoji);
    void toggleReaction(message, emoji);
  };
  return (
    <Menu
      label={t('chat.messageMenu')}
      items={all.filter((item) => item !== false)}
      at={at}
      onClose={onClose}
      head={
        may.canReact && (
          <div className={styles.reactions} role="group" aria-label={t('message.react')}>
            {recentEmoji(6).map((emoji) => (
              <button
                key={emoji}
                type="button"
                role="menuitem"
                tabIndex={-1}
                aria-label={emoji}
                data-mine={message.mine?.reactions.includes(emoji) || undefined}
                onClick={() => {
                  onClose();
                  react(emoji);
                }}
              >
                {emoji}
              </button>
            ))}
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-label={t('message.moreEmoji')}
              onClick={() => {
                onClose();
                showPicker(at, (emoji) => void toggleReaction(message, emoji));
              }}
            >
              <ChevronRight size={20} aria-hidden="true" />
            </button>
            {hasReactions && (
              <button
                type="button"
                role="menuitem"
                tabIndex={-1}
                className={styles.who}
                onClick={() => {
                  onClose();
                  showDialog({ kind: 'reactors', message });
                }}
              >
                {t('message.whoReacted')}
              </button>
            )}
          </div>
        )
      }
    />
  );
}
