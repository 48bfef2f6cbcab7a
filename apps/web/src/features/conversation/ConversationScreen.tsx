import { CircleAlert, MessageCircleOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { Link } from 'wouter';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { Button } from '../../ui/Button.tsx';
import buttonStyles from '../../ui/Button.module.css';
import { Notice } from '../../ui/Notice.tsx';
import { Announcer } from './Announcer.tsx';
import { Composer } from './Composer.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import styles from './ConversationScreen.module.css';
import { EmptyConversation } from './EmptyConversation.tsx';
import { Timeline } from './Timeline.tsx';
import { useConversationKeys } from './use-conversation-keys.ts';
import { useOpenedChat } from './use-opened-chat.ts';

interface Props {
  chatId: string;
  isInfoShown: boolean;
}

/** One chat: header, messages, composer. Mounted anew for each chat. */
export function ConversationScreen({ chatId, isInfoShown }: Props) {
  const t = useT();
  const { state, opening, isReady, problem, retry, goTo } = useOpenedChat(chatId);
  const [dividerAfter, setDividerAfter] = useState<number | null>(null);
  const openedAfter = opening?.kind === 'divider' ? opening.after : null;
  useEffect(() => {
    if (openedAfter !== null) setDividerAfter(openedAfter);
  }, [openedAfter]);
  useConversationKeys({
    hasDivider: dividerAfter !== null,
    dropDivider: () => setDividerAfter(null),
  });

  if (!state) {
    if (problem === null) return null;
    const isGone = problem === 'not found';
    return (
      <Notice
        icon={isGone ? MessageCircleOff : CircleAlert}
        title={t(isGone ? 'error.chatNotFound' : 'chat.failed')}
        hint={t(isGone ? 'app.notFoundHint' : 'error.network')}
        isAlert
      >
        {isGone ? (
          <Link href={routes.chats} className={buttonStyles.button ?? ''} data-look="tinted">
            {t('app.toChats')}
          </Link>
        ) : (
          <Button look="tinted" onClick={retry}>
            {t('act.tryAgain')}
          </Button>
        )}
      </Notice>
    );
  }

  const goToEnd = async () => {
    if (!client.getState().chats[chatId]?.isAtEnd) {
      await client.openChat(chatId, { around: 'end' }).catch(() => undefined);
    }
    goTo({ kind: 'end' });
  };
  const send = (text: string) => {
    client.send(chatId, text);
    void goToEnd();
  };
  const isEmpty = state.messages.length === 0 && !state.hasBefore && state.chat.lastSeq === 0;
  return (
    <div className={styles.screen}>
      <ConversationHeader chat={state.chat} isInfoShown={isInfoShown} />
      <div className={styles.body}>
        {isEmpty && !client.outbox[chatId]?.length && <EmptyConversation chat={state.chat} />}
        {opening ? (
          <Timeline
            state={state}
            opening={opening}
            dividerAfter={dividerAfter}
            isReady={isReady}
            onGoTo={goTo}
            onGoToEnd={goToEnd}
          />
        ) : (
          problem && (
            <Notice icon={CircleAlert} title={t('chat.failed')} hint={t('error.network')} isAlert>
              <Button look="tinted" onClick={retry}>
                {t('act.tryAgain')}
              </Button>
            </Notice>
          )
        )}
      </div>
      <Composer chatId={chatId} onSend={send} />
      <Announcer chatId={chatId} />
    </div>
  );
}
