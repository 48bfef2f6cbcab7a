import { z } from 'zod';
import { singleLine, uuid } from './common.ts';

const webAddress = z.url({ protocol: /^https?$/ }).max(2000);

/** What a chat is about, shown at its top. */
export const contextCard = z
  .object({
    title: singleLine(200, 1),
    pictureUrl: webAddress.optional(),
    pictureFileId: uuid.optional(),
    status: singleLine(60).optional(),
    price: singleLine(60).optional(),
    link: webAddress.optional(),
    fields: z.array(z.object({ label: singleLine(60, 1), value: singleLine(300) })).max(12).optional(),
  })
  .meta({ id: 'ContextCard' });
export type ContextCard = z.infer<typeof contextCard>;
