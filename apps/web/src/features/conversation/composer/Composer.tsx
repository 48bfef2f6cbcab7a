import { limits } from '@bridges/contracts/protocol';
import type { ChatState } from '@bridges/sdk';
import { CalendarClock, Smile } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { saveDraft, saveEdit, saveReply, useDrafts } from '../../../store/drafts.ts';
import { useScheduled } from '../../../store/scheduled.ts';
import { cleanText } from '../../../text/clean-text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { watchFoot } from '../../../ui/watch-foot.ts';
import { AttachButton } from '../../media/AttachButton.tsx';
import { TraySlot } from '../../media/TraySlot.tsx';
import { showPicker } from '../emoji/picker-store.ts';
import { showDialog } from '../talk-store.ts';
import { composerId } from '../use-conversation-keys.ts';
import { offerClearedDraft } from './cleared-draft.ts';
import { CompletionList, completionListId, offerId } from './CompletionList.tsx';
import styles from './Composer.module.css';
import { ComposerBar } from './ComposerBar.tsx';
import { formatByKey, insertTyped, isSendKey } from './composer-keys.ts';
import { editLast } from './edit-last.ts';
import { LinkBar } from './LinkBar.tsx';
import { SendButton } from './SendButton.tsx';
import { useSendKey } from './send-key.ts';
import { SlowModeNote } from './SlowModeNote.tsx';
import { TooLong } from './TooLong.tsx';
import { useCompletion } from './use-completion.ts';
import { usePaste } from './use-paste.ts';
import { useSend } from './use-send.ts';

interface Props {
  state: ChatState;
  onSent: () => void;
}

/** The counter appears when there is this much room left. */
const counterFrom = limits.messageText - 300;

/** The message field. What is written is a draft from the first key on. */
export function Composer({ state, onSent }: Props) {
  const t = useT();
  const { chat } = state;
  const chatId = chat.id;
  const draft = useDrafts(({ texts }) => texts[chatId] ?? '');
  const edit = useDrafts(({ edits }) => edits[chatId]);
  const { sendKey } = useSendKey();
  const ref = useRef<HTMLTextAreaElement>(null);
  const isTouch = matchMedia('(pointer: coarse)').matches;
  const text = edit?.text ?? draft;
  const ready = cleanText(text).trim();
  const left = limits.messageText - ready.length;
  const completion = useCompletion(chatId, ref);
  const onPaste = usePaste(chatId);
  const hasScheduled = (useScheduled(chatId)?.length ?? 0) > 0;
  const { canSend, send } = useSend({ chatId, ready, edit, onSent });

  useEffect(() => {
    const field = ref.current;
    // On a phone it would throw the keyboard over the messages.
    if (!field || matchMedia('(pointer: coarse)').matches) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }, [edit?.seq]);

  const write = (value: string) => {
    if (edit) saveEdit(chatId, { ...edit, text: value });
    else {
      if (value === '') offerClearedDraft(chatId, draft);
      saveDraft(chatId, value);
      if (value.trim() !== '') client.sendTyping(chatId);
    }
  };
  const submit = (extras?: { isSilent: true }) => {
    send(extras);
    ref.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (completion.onKeyDown(event) || formatByKey(event)) return;
    if (isSendKey(event, isTouch, sendKey === 'control')) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && (edit || useDrafts.getState().replies[chatId])) {
      event.preventDefault();
      event.stopPropagation();
      if (edit) saveEdit(chatId, null);
      else saveReply(chatId, null);
    } else if (event.key === 'ArrowUp' && text === '' && !event.shiftKey && editLast(chat)) {
      event.preventDefault();
    }
  };
  const isOffering = completion.offers.length > 0;
  return (
    <div ref={watchFoot} className={styles.place}>
      <div className={styles.row}>
        <div className={styles.box}>
          {isOffering && (
            <CompletionList
              offers={completion.offers}
              active={completion.active}
              isStale={completion.isStale}
              onTake={completion.take}
            />
          )}
          <ComposerBar />
          {!edit && <LinkBar chatId={chatId} text={ready} />}
          {!edit && <TraySlot chatId={chatId} />}
          <div className={styles.line}>
            <IconButton
              icon={Smile}
              label={t('composer.emoji')}
              className={styles.tool}
              onPointerDown={(event) => event.preventDefault()}
              onClick={(event) =>
                showPicker(event.currentTarget, (emoji) => ref.current && insertTyped(ref.current, emoji))
              }
            />
            <textarea
              ref={ref}
              id={composerId}
              className={styles.field}
              rows={1}
              dir="auto"
              placeholder={t('chat.placeholder')}
              aria-label={t('chat.placeholder')}
              role={isOffering ? 'combobox' : undefined}
              aria-expanded={isOffering || undefined}
              aria-controls={isOffering ? completionListId : undefined}
              aria-activedescendant={completion.active < 0 ? undefined : offerId(completion.active)}
              value={text}
              onChange={(event) => {
                write(event.target.value);
                completion.look();
              }}
              onSelect={completion.look}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
            />
            {!edit && hasScheduled && (
              <IconButton
                icon={CalendarClock}
                label={t('composer.scheduled')}
                className={styles.tool}
                onClick={() => showDialog({ kind: 'scheduled' })}
              />
            )}
            {!edit && <AttachButton chatId={chatId} />}
          </div>
          {(chat.group?.slowModeSeconds ?? 0) > 0 && chat.role === 'member' && <SlowModeNote state={state} />}
          {ready.length > counterFrom && (
            <TooLong chatId={chatId} text={ready} left={left} isEdit={edit !== undefined} />
          )}
        </div>
        <SendButton
          chatId={chatId}
          text={ready}
          isEdit={edit !== undefined}
          isEnabled={canSend}
          onSend={submit}
        />
      </div>
    </div>
  );
}
