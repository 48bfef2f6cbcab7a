import { z } from 'zod';
import { publicUser } from './accounts.ts';
import { pageLimit, queryInt, seq } from './common.ts';
import { examples } from './examples.ts';
import { message } from './messages.ts';

/** What a chat's shared things are sorted into. */
export const attachmentListKind = z.enum(['media', 'files', 'links', 'voice']);
export type AttachmentListKind = z.infer<typeof attachmentListKind>;

/** At most one of `before` and `after`; none: the newest. */
export const attachmentListQuery = z
  .strictObject({
    kind: attachmentListKind.meta({
      description:
        '`media`: pictures and films. `files`: all others but voice messages. `links`: texts with a link.',
    }),
    before: queryInt(0, 0xffff_ffff).optional(),
    after: queryInt(0, 0xffff_ffff).optional(),
    limit: pageLimit.optional(),
  })
  .refine(({ before, after }) => before === undefined || after === undefined, {
    message: 'only one of before and after',
  });

export const attachmentPage = z
  .object({
    messages: z
      .array(message)
      .meta({ description: 'That hold such things: the newest first; with `after`, the oldest first.' }),
    users: z.array(publicUser),
    nextSeq: seq
      .nullable()
      .meta({ description: 'Go on `before` (or `after`) this one; null: there are no more.' }),
  })
  .meta({ example: { messages: [], users: [examples.bob], nextSeq: null } });
export type AttachmentPage = z.infer<typeof attachmentPage>;
