import { chatsByActivity } from '@bridges/sdk';
import type { Message } from '@bridges/sdk';
import { useRef, useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { chatTitle, mayWrite, peerOf } from '../../../store/chat-title.ts';
import { errorText } from '../../../store/error-text.ts';
import { findByName } from '../../search/find-by-name.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import dialogStyles from '../../../ui/Dialog.module.css';
import { TextArea } from '../../../ui/TextArea.tsx';
import { toast } from '../../../ui/toasts.ts';
import { stopSelecting } from '../talk-store.ts';
import styles from './Dialogs.module.css';

interface Props {
  messages: readonly Message[];
  onClose: () => void;
}

const targetsMost = 20;

/** Sends messages on into other chats, with a word about them. */
export function ForwardDialog({ messages, onClose }: Props) {
  const t = useT();
  const [query, setQuery] = useState('');
  const [targets, setTargets] = useState<readonly string[]>([]);
  const [comment, setComment] = useState('');
  const [isBusy, setBusy] = useState(false);
  // The same on a second try, so that nothing is posted twice.
  const clientId = useRef(crypto.randomUUID());
  const { users } = client.getState();
  const chats = chatsByActivity(client.getState())
    .filter(({ chat }) => mayWrite(chat, users))
    .map(({ chat }) => ({ chat, title: chatTitle(chat, peerOf(chat, users), t) }));
  const shown = findByName(query, chats, ({ chat, title }) => [title, chat.handle ?? ''], 50);
  const toggle = (id: string) =>
    setTargets(
      targets.includes(id) ? targets.filter((one) => one !== id) : [...targets, id].slice(0, targetsMost),
    );
  const send = async () => {
    const [first] = messages;
    if (!first) return;
    setBusy(true);
    try {
      const results = await client.rest.messages.forward({
        from: { chatId: first.chatId, seqs: messages.map(({ seq }) => seq) },
        to: [...targets],
        clientId: clientId.current,
        ...(comment.trim() !== '' && { comment: comment.trim() }),
      });
      const failed = results.filter(({ error }) => error !== undefined);
      toast(
        failed.length === 0
          ? t('message.forwarded', { count: targets.length })
          : t('message.forwardFailed', { count: failed.length }),
      );
      stopSelecting();
      onClose();
    } catch (error) {
      toast(errorText(error, t));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('message.forwardTitle', { count: messages.length })} onClose={onClose}>
      <input
        type="search"
        className={styles.search}
        placeholder={t('chats.search')}
        aria-label={t('chats.search')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <ul className={styles.list}>
        {shown.map(({ chat, title }) => (
          <li key={chat.id}>
            <label className={styles.row}>
              <input type="checkbox" checked={targets.includes(chat.id)} onChange={() => toggle(chat.id)} />
              <Avatar
                id={chat.peerId ?? chat.id}
                name={title}
                kind={chat.kind === 'direct' ? 'person' : chat.kind}
                size={40}
              />
              <bdi className={styles.name}>{title}</bdi>
            </label>
          </li>
        ))}
      </ul>
      <TextArea
        label={t('message.forwardComment')}
        value={comment}
        maxLength={4096}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className={dialogStyles.actions}>
        <Button look="plain" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button disabled={targets.length === 0} isBusy={isBusy} onClick={() => void send()}>
          {targets.length > 1 ? t('message.forwardTo', { count: targets.length }) : t('message.forward')}
        </Button>
      </div>
    </Dialog>
  );
}
