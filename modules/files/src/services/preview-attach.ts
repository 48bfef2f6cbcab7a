import type { Deps } from '../deps.ts';
import { previewFind } from './preview-find.ts';
import type { PreviewDeps } from './preview-find.ts';

export interface LinkInMessage {
  chatId: string;
  seq: number;
  url: string;
}

/** Puts what is behind a message's link onto the message, if there is something, and messages still wants it. */
export async function previewAttach(
  deps: PreviewDeps & Pick<Deps, 'messages'>,
  { chatId, seq, url }: LinkInMessage,
): Promise<void> {
  const preview = await previewFind(deps, url);
  if (preview) await deps.messages.attachPreview({ chatId, seq, url, previewJson: JSON.stringify(preview) });
}
