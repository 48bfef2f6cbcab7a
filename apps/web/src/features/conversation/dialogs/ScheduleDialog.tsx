import type { ReplyTo, Scheduled } from '@bridges/contracts';
import { useEffect, useRef } from 'react';
import { formatFull } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { saveDraft, saveReply, useDrafts } from '../../../store/drafts.ts';
import { errorText } from '../../../store/error-text.ts';
import { cleanText } from '../../../text/clean-text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { toast } from '../../../ui/toasts.ts';
import { albumSize, hasFilesIn } from '../../media/upload/uploads.ts';
import { previewWish } from '../composer/link-preview.ts';
import { MomentForm } from './MomentForm.tsx';
import { scheduledOutcome } from './scheduled-outcome.ts';

interface Props {
  chatId: string;
  text: string;
  onClose: () => void;
}

/** What is written goes out later, by itself, with the files in the tray. */
export function ScheduleDialog({ chatId, text, onClose }: Props) {
  const t = useT();
  const language = useLanguage();
  const closed = useRef<AbortController>(null);
  useEffect(() => {
    const gone = new AbortController();
    closed.current = gone;
    return () => gone.abort();
  }, []);
  const schedule = async (at: Date) => {
    try {
      const made = await scheduleAll(chatId, text, at, closed.current?.signal ?? AbortSignal.abort());
      toast(t(scheduledOutcome(made, at), { date: formatFull(at, language) }));
      onClose();
    } catch (error) {
      // Who closed it has changed her mind; a refused file says so itself, in the tray.
      if (!closed.current?.signal.aborted) toast(errorText(error, t));
    }
  };
  return (
    <Dialog title={t('composer.scheduleTitle')} onClose={onClose}>
      <MomentForm act={t('composer.scheduleAct')} onChoose={schedule} onClose={onClose} />
    </Dialog>
  );
}

/** Up to ten files a message, the text with the first; what is scheduled leaves the field and the tray. */
async function scheduleAll(
  chatId: string,
  text: string,
  at: Date,
  signal: AbortSignal,
): Promise<Scheduled[]> {
  const { replies } = useDrafts.getState();
  const replyTo = replies[chatId];
  const hasFiles = hasFilesIn(chatId);
  const tray = hasFiles ? await import('../../media/upload/uploaded-tray.ts') : null;
  const files = (await tray?.uploadedTray(chatId, signal)) ?? [];
  const made: Scheduled[] = [];
  for (let from = 0; from === 0 || from < files.length; from += albumSize) {
    const album = files.slice(from, from + albumSize);
    const isFirst = from === 0;
    made.push(
      await client.schedule(chatId, {
        text: isFirst ? text : '',
        sendAt: at.toISOString(),
        ...(isFirst && { ...previewWish(chatId, text), ...(replyTo && { replyTo }) }),
        ...(album.length > 0 && { attachments: album.map(({ attachment }) => attachment.fileId) }),
      }),
    );
    tray?.leaveTray(album);
    if (isFirst) clearScheduled(chatId, text, replyTo);
  }
  return made;
}

/** What was the draft has ended; what came from another device meanwhile is newer. */
function clearScheduled(chatId: string, text: string, replyTo: ReplyTo | undefined): void {
  const { texts, replies } = useDrafts.getState();
  if (cleanText(texts[chatId] ?? '').trim() === text) saveDraft(chatId, '');
  if (replies[chatId] === replyTo) saveReply(chatId, null);
}
