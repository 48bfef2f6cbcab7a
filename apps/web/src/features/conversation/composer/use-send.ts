import { limits } from '@bridges/contracts/protocol';
import type { SendExtras } from '@bridges/sdk';
import { client } from '../../../realtime/client.ts';
import { clearSent, saveDraft, saveEdit, useDrafts } from '../../../store/drafts.ts';
import type { Edit } from '../../../store/drafts.ts';
import { hasFilesIn, useHasFiles } from '../../media/upload/uploads.ts';
import { loadForAct } from '../../problems/tell-missing.ts';
import { editText } from '../message-calls.ts';
import { showDialog } from '../talk-store.ts';
import { previewWish } from './link-preview.ts';
import { commandOf } from './commands.ts';

interface Options {
  chatId: string;
  /** What is written, as it would go out. */
  ready: string;
  edit: Edit | undefined;
  onSent: () => void;
}

/** Sends what is written, or changes the message that is being edited. */
export function useSend({ chatId, ready, edit, onSent }: Options) {
  const isTooLong = ready.length > limits.messageText;
  const hasFiles = useHasFiles(chatId);
  const canSend = !isTooLong && (ready !== '' || edit !== undefined || hasFiles);

  const change = async ({ seq }: Edit) => {
    const message = client.getState().chats[chatId]?.messages.find((one) => one.seq === seq);
    if (ready === '' && message && !message.attachments) {
      showDialog({ kind: 'delete', messages: [message] });
      return;
    }
    saveEdit(chatId, null);
    if (message?.text === ready) return;
    const isDone = await editText({ chatId, seq }, ready);
    if (!isDone && !useDrafts.getState().edits[chatId]) saveEdit(chatId, { seq, text: ready });
  };
  const post = (extras: SendExtras) => {
    const found = commandOf(ready);
    const replyTo = useDrafts.getState().replies[chatId];
    const told = found ? found.command.run(found.rest) : { text: ready };
    if (!told) {
      saveDraft(chatId, '');
      return;
    }
    const all = { ...(replyTo && { replyTo }), ...extras, ...('extras' in told ? told.extras : {}) };
    if (hasFilesIn(chatId)) {
      void loadForAct(() => import('../../media/upload/engine.ts')).then(async (engine) => {
        await engine?.sendTray(chatId, told.text, all);
        if (engine) onSent();
      });
      return;
    }
    client.send(chatId, told.text, { ...previewWish(chatId, told.text), ...all });
    clearSent(chatId, client.whenKept());
    onSent();
  };
  return {
    canSend,
    send(extras: SendExtras = {}): void {
      if (!canSend) return;
      if (edit) void change(edit);
      else post(extras);
    },
  };
}
