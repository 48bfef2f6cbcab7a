import type { Scheduled } from '@bridges/contracts';
import { useLanguageStore } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { toast } from '../../../ui/toasts.ts';
import { tried } from '../../../ui/tried.ts';

const undoMs = 5000;
/** What has failed is not tried again by being brought back: it gets time to be changed. */
const failedAgainMs = 3_600_000;

/** It will not be sent; for a while it can be brought back as it was, to its time and with its files. */
export async function cancelScheduled(one: Scheduled): Promise<void> {
  const { t } = useLanguageStore.getState();
  if (!(await tried(() => client.rest.scheduled.cancel(one.id)))) return;
  const run = () => void tried(() => client.rest.scheduled.create(one.chatId, bodyOf(one, Date.now())));
  toast(t('composer.scheduledDeleted'), { label: t('act.undo'), run }, undoMs);
}

function bodyOf({ text, sendAt, state, content }: Scheduled, now: number) {
  const { attachments, ...rest } = content ?? {};
  const at = Math.max(Date.parse(sendAt), state === 'failed' ? now + failedAgainMs : now);
  return {
    ...rest,
    text,
    sendAt: new Date(at).toISOString(),
    ...(attachments && { attachments: attachments.map(({ fileId }) => fileId) }),
  };
}
