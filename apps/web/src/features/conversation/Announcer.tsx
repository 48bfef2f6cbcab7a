import { useEffect, useState } from 'react';
import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';

/** Reads new messages of the open chat out, politely. */
export function Announcer({ chatId }: { chatId: string }) {
  const [said, setSaid] = useState('');
  useEffect(
    () =>
      client.onMessage((message) => {
        const { me, users } = client.getState();
        if (message.chatId !== chatId || message.senderId === me?.id) return;
        const { t } = useLanguageStore.getState();
        setSaid(
          t('chat.said', { name: userName(users[message.senderId], t), text: message.text.slice(0, 300) }),
        );
      }),
    [chatId],
  );
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {said}
    </div>
  );
}
