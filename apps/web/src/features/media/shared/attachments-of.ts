import type { Attachment, Message } from '@bridges/sdk';
import { fromAttachment } from '../show/media-item.ts';

/** The files of these kinds, each with its message. */
export const attachmentsOf = (messages: readonly Message[], wanted: readonly Attachment['kind'][]) =>
  messages.flatMap((message) =>
    (message.attachments ?? [])
      .filter(({ kind }) => wanted.includes(kind))
      .map((attachment) => ({ message, item: fromAttachment(attachment, undefined) })),
  );
