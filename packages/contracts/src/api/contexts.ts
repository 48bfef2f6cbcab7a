import { z } from 'zod';
import { limits } from '../protocol.ts';
import { plainText, singleLine, uuid } from './common.ts';

/** Addresses that people follow: never `javascript:`, never with a password in them. */
export const webAddress = plainText(2000, 1).refine(isWebAddress, {
  message: 'must be an http or https address without credentials',
});

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[\s\\\p{Cc}]/u.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

const example = {
  title: 'Order 123',
  status: 'Shipped',
  price: '1 990 ₽',
  link: 'https://shop.example.org/orders/123',
  fields: [{ label: 'Delivery', value: 'Tomorrow, 10:00-14:00' }],
};

/** What a chat is about (an order, a ticket, a trip), shown at its top. */
export const contextCard = z
  .object({
    title: z.string(),
    pictureUrl: z.string().optional(),
    pictureFileId: uuid.optional().meta({ description: 'Wins over `pictureUrl`.' }),
    status: z.string().optional().meta({ description: 'As people read it: “Shipped”.' }),
    price: z.string().optional().meta({ description: 'As people read it: “1 990 ₽”.' }),
    link: z.string().optional().meta({ description: 'Where the thing itself is found.' }),
    fields: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  })
  .meta({ id: 'ContextCard', example });
export type ContextCard = z.infer<typeof contextCard>;

/** A card as a service tells it. */
export const contextCardBody = z
  .strictObject({
    title: singleLine(limits.groupTitle, 1),
    pictureUrl: webAddress.optional(),
    status: singleLine(60).optional(),
    price: singleLine(60).optional(),
    link: webAddress.optional(),
    fields: z
      .array(z.strictObject({ label: singleLine(60, 1), value: singleLine(300) }))
      .max(12)
      .optional(),
  })
  .meta({ example });
