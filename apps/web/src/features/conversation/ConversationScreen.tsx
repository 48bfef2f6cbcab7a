import { CircleAlert, MessageCircleOff } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { Link, useLocation } from 'wouter';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { useMayWrite } from '../../store/selectors.ts';
import { Button } from '../../ui/Button.tsx';
import buttonStyles from '../../ui/Button.module.css';
import { Notice } from '../../ui/Notice.tsx';
import { ContextCard } from '../contexts/ContextCard.tsx';
import { lazyPart } from '../problems/lazy-part.ts';
import { Part } from '../problems/Part.tsx';
import { leaveHits, useFoundInChat } from '../search/found-store.ts';
import { closeInChat, useInChat } from '../search/in-chat-store.ts';
import { InChatComing } from '../search/InChatComing.tsx';
import { Announcer } from './Announcer.tsx';
import { ClosedComposer } from './composer/ClosedComposer.tsx';
import { Composer } from './composer/Composer.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import styles from './ConversationScreen.module.css';
import { closePicker, usePicker } from './emoji/picker-store.ts';
import { EmptyConversation } from './EmptyConversation.tsx';
import { jumpToEnd } from './jump.ts';
import { PinnedBar } from './PinnedBar.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { createTalkActs, TalkActsContext } from './talk-acts.ts';
import { highlight, resetTalk, showDialog, useTalk } from './talk-store.ts';
import { Timeline } from './Timeline.tsx';
import { useConversationKeys } from './use-conversation-keys.ts';
import { useOpenedChat } from './use-opened-chat.ts';

const TalkDialogs = lazyPart(async () => (await import('./dialogs/TalkDialogs.tsx')).TalkDialogs);
const InChatSearch = lazyPart(async () => (await import('../search/InChatSearch.tsx')).InChatSearch);
const FoundMarks = lazyPart(async () => (await import('../search/FoundMarks.tsx')).FoundMarks);
const EmojiPicker = lazyPart(async () => (await import('./emoji/EmojiPicker.tsx')).EmojiPicker);

interface Props {
  chatId: string;
  /** The message that the address names. */
  seq: number | null;
  isInfoShown: boolean;
  /** That the connection is gone, once that lasts. */
  connection: string | null;
}

/** One chat: header, messages, composer. Mounted anew for each chat. */
export function ConversationScreen({ chatId, seq, isInfoShown, connection }: Props) {
  const t = useT();
  const [, navigate] = useLocation();
  const { state, opening, isReady, problem, retry, goTo } = useOpenedChat(chatId, seq);
  const [dividerAfter, setDividerAfter] = useState<number | null>(null);
  const openedAfter = opening?.kind === 'divider' ? opening.after : null;
  const acts = useMemo(() => createTalkActs(chatId, goTo), [chatId, goTo]);
  const canWrite = useMayWrite(chatId);
  const isSelecting = useTalk(({ selected }) => selected !== null);
  const hasDialog = useTalk(({ dialog }) => dialog !== null);
  const hasPicker = usePicker(({ anchor }) => anchor !== null);
  const isSearching = useInChat((search) => search.chatId === chatId);
  const hasMarks = useFoundInChat((found) => found.chatId === chatId);
  useEffect(() => resetTalk, [chatId]);
  useEffect(
    () => () => {
      closeInChat();
      leaveHits(chatId);
    },
    [chatId],
  );
  useEffect(() => {
    if (openedAfter !== null) setDividerAfter(openedAfter);
  }, [openedAfter]);
  useEffect(() => {
    if (isReady && seq !== null) highlight(seq);
  }, [isReady, seq]);
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
    const isLed = await jumpToEnd(chatId, goTo);
    // The address no longer names what is looked at.
    if (isLed && seq !== null) navigate(routes.chat(chatId), { replace: true });
  };
  const isEmpty = state.messages.length === 0 && !state.hasBefore && state.chat.lastSeq === 0;
  return (
    <TalkActsContext value={acts}>
      <div className={styles.screen}>
        <ConversationHeader chat={state.chat} isInfoShown={isInfoShown} connection={connection} />
        {isSearching && (
          <Part fallback={<InChatComing />} onFail={closeInChat}>
            <InChatSearch chat={state.chat} />
          </Part>
        )}
        {hasMarks && (
          <Part>
            <FoundMarks />
          </Part>
        )}
        <ContextCard chat={state.chat} />
        {state.chat.pins.length > 0 && <PinnedBar state={state} />}
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
        {isSelecting ? (
          <SelectionBar state={state} />
        ) : canWrite ? (
          <Composer state={state} onSent={() => void goToEnd()} />
        ) : (
          <ClosedComposer chat={state.chat} />
        )}
        <Announcer chatId={chatId} />
        {hasDialog && (
          <Part onFail={() => showDialog(null)}>
            <TalkDialogs chat={state.chat} />
          </Part>
        )}
        {hasPicker && (
          <Part onFail={closePicker}>
            <EmojiPicker />
          </Part>
        )}
      </div>
    </TalkActsContext>
  );
}
