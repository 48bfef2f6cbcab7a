import { z } from 'zod';
import { singleLine, timestamp, uuid } from './common.ts';
import { examples } from './examples.ts';

/** What a service key may be good for. `contexts`: chats about a thing. */
export const serviceScope = z.enum(['contexts']);
export type ServiceScope = z.infer<typeof serviceScope>;

export const serviceKey = z
  .object({
    id: uuid,
    name: z.string(),
    prefix: z.string().meta({ description: 'How the secret begins, to tell keys apart.' }),
    scopes: z.array(serviceScope),
    createdBy: uuid,
    createdAt: timestamp,
    lastUsedAt: timestamp.nullable().meta({ description: 'To the minute.' }),
  })
  .meta({
    id: 'ServiceKey',
    example: {
      id: '0199f3a6-8200-7a10-8b11-0a1b2c3d4e08',
      name: 'Shop',
      prefix: 'bsk_kQ3v',
      scopes: ['contexts'],
      createdBy: examples.me.id,
      createdAt: '2026-11-21T09:30:00.000Z',
      lastUsedAt: null,
    },
  });
export type ServiceKey = z.infer<typeof serviceKey>;

export const serviceKeyBody = z
  .strictObject({ name: singleLine(64, 1), scopes: z.array(serviceScope).min(1).default(['contexts']) })
  .meta({ example: { name: 'Shop', scopes: ['contexts'] } });

export const createdServiceKey = z
  .object({
    key: serviceKey,
    secret: z.string().meta({ description: 'For the Authorization header; shown this once.' }),
  })
  .meta({
    example: {
      key: {
        id: '0199f3a6-8200-7a10-8b11-0a1b2c3d4e08',
        name: 'Shop',
        prefix: 'bsk_kQ3v',
        scopes: ['contexts'],
        createdBy: examples.me.id,
        createdAt: '2026-11-21T09:30:00.000Z',
        lastUsedAt: null,
      },
      secret: 'bsk_kQ3vB2n0mPRxk0X3f9rZr0xV8vJmO0c1g6bS5m2XH0a',
    },
  });
export type CreatedServiceKey = z.infer<typeof createdServiceKey>;

export const serviceKeyList = z
  .object({ keys: z.array(serviceKey) })
  .meta({ description: 'The newest first; those of the environment are not listed.', example: { keys: [] } });
export type ServiceKeyList = z.infer<typeof serviceKeyList>;
