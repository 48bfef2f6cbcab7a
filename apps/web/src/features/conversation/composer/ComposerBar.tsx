import { quotedMessage } from '@bridges/sdk';
import { Pencil, Reply, X } from 'lucide-react';
import { useT } from '../../../i18n/language.ts';
import { userName } from '../../../store/chat-title.ts';
import { saveEdit, saveReply, useDrafts } from '../../../store/drafts.ts';
import { messageSummary } from '../../../store/message-summary.ts';
import { useClientState, useUser } from '../../../store/selectors.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useTalkActs } from '../talk-acts.ts';
import styles from './ComposerBar.module.css';

/** Above the field: which message is being changed, or answered. */
export function ComposerBar() {
  const t = useT();
  const { chatId, jumpTo } = useTalkActs();
  const edit = useDrafts((state) => state.edits[chatId]);
  const reply = useDrafts((state) => state.replies[chatId]);
  const seq = edit?.seq ?? reply?.seq ?? null;
  const original = useClientState((state) => {
    const held = state.chats[chatId];
    return held && seq !== null ? quotedMessage(held, seq) : undefined;
  });
  const sender = useUser(original?.senderId ?? null);
  if (seq === null) return null;
  const Icon = edit ? Pencil : Reply;
  const title = edit ? t('composer.editing') : t('composer.replyingTo', { name: userName(sender, t) });
  const isGone = original?.kind === 'deleted';
  const text = (!edit && !isGone && reply?.quote) || (original ? messageSummary(original, t) : '');
  return (
    <div className={styles.bar}>
      <Icon className={styles.icon} size={22} aria-hidden="true" />
      <button type="button" className={styles.about} data-small="" onClick={() => jumpTo(seq)}>
        <span className={styles.title}>
          <bdi>{title}</bdi>
        </span>
        <span className={styles.text} dir="auto">
          {text}
        </span>
      </button>
      <IconButton
        icon={X}
        label={t(edit ? 'composer.cancelEdit' : 'composer.cancelReply')}
        onClick={() => (edit ? saveEdit(chatId, null) : saveReply(chatId, null))}
      />
    </div>
  );
}
