import type { Deps } from '../deps.ts';
import { linkToPreview } from '../policies/link-to-preview.ts';
import type { Trx } from '../tables/database.ts';

export interface SentMessage {
  chatId: string;
  seq: number;
  senderId: string;
  kind: string;
  text: string;
  contentJson: string;
}

/** The job that looks behind a message's link. */
export const previewJob = 'attach-preview';

/** Has a message's link looked behind, unless its sender sends more of them than anyone reads. */
export async function previewPlan(
  { jobs, limits, config }: Pick<Deps, 'jobs' | 'limits' | 'config'>,
  trx: Trx,
  message: SentMessage,
): Promise<void> {
  if (!config.LINK_PREVIEWS) return;
  const url = linkToPreview(message);
  if (url === undefined) return;
  const isAllowed = await limits.previews.consume(message.senderId).then(
    () => true,
    () => false,
  );
  const { chatId, seq } = message;
  if (isAllowed) await jobs.enqueue(trx, previewJob, { chatId, seq, url }, { key: `${chatId}:${seq}` });
}
