import { z } from 'zod';
import { seq, timestamp, uuid } from './common.ts';

/** How somebody who is not looking is told, in the order of the ladder. */
export const channelName = z.enum(['push', 'telegram', 'email']);

/** An IANA time zone, as this machine knows them. */
export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, { message: 'must be an IANA time zone, e.g. Europe/Berlin' });

function isTimeZone(name: string): boolean {
  // Offsets like "+02:00" know no daylight saving.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A time of day, "00:00" to "23:59". */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 22:00');

const delaySeconds = z
  .number()
  .int()
  .min(0)
  .max(86_400)
  .meta({ description: 'How long something stays unread before this step tells of it.' });

const channelSettings = z.object({
  isAvailable: z.boolean().meta({ description: 'Set up on this installation.' }),
  isReady: z
    .boolean()
    .meta({ description: 'I can be reached there: a browser, a linked Telegram, an address.' }),
  isOn: z.boolean(),
  delaySeconds,
});

const quietHours = z.strictObject({ from: clockTime, to: clockTime }).meta({
  description: 'Between these times by the clock in my time zone nothing is told; it is told afterwards.',
});
const locale = z.enum(['en', 'ru']);

export const ladderSettings = z
  .object({
    channels: z.object({ push: channelSettings, telegram: channelSettings, email: channelSettings }),
    quietHours: quietHours.nullable(),
    timeZone: z.string(),
    locale: locale.meta({
      description: 'Of what is told outside the app: the language of the account, if one is chosen there.',
    }),
  })
  .meta({
    id: 'LadderSettings',
    example: {
      channels: {
        push: { isAvailable: true, isReady: true, isOn: true, delaySeconds: 10 },
        telegram: { isAvailable: true, isReady: false, isOn: true, delaySeconds: 30 },
        email: { isAvailable: false, isReady: false, isOn: true, delaySeconds: 600 },
      },
      quietHours: { from: '22:00', to: '07:00' },
      timeZone: 'Europe/Berlin',
      locale: 'en',
    },
  });
export type LadderSettings = z.infer<typeof ladderSettings>;

const channelPatch = z.strictObject({ isOn: z.boolean().optional(), delaySeconds: delaySeconds.optional() });

/** What is absent stays as it is. */
export const ladderSettingsBody = z
  .strictObject({
    channels: z
      .strictObject({
        push: channelPatch.optional(),
        telegram: channelPatch.optional(),
        email: channelPatch.optional(),
      })
      .optional(),
    quietHours: quietHours.nullable().optional(),
    timeZone: timeZone.optional(),
    locale: locale.optional(),
  })
  .meta({
    example: {
      channels: { email: { isOn: false } },
      quietHours: { from: '22:00', to: '07:00' },
      timeZone: 'Europe/Berlin',
    },
  });
export type LadderSettingsBody = z.infer<typeof ladderSettingsBody>;

export const testTellingBody = z
  .strictObject({ channel: channelName })
  .meta({ example: { channel: 'push' } });

/** What became of "send me a test". */
export const testTellingAnswer = z
  .object({
    outcome: z.enum(['delivered', 'gone', 'refused', 'later']),
    note: z.string().meta({ description: 'What the other side said, for people who know; may be empty.' }),
  })
  .meta({ example: { outcome: 'delivered', note: '1 browser' } });
export type TestTellingAnswer = z.infer<typeof testTellingAnswer>;

/** What was decided at one step of the ladder, and why. */
export const traceEntry = z
  .object({
    step: z.enum(['app', ...channelName.options]),
    code: z.string().meta({ description: 'For programs; all codes are in the guide on notifications.' }),
    details: z.record(z.string(), z.unknown()).meta({ description: 'Of the code, e.g. `until`.' }),
    decidedAt: timestamp,
  })
  .meta({ id: 'TraceEntry' });
export type TraceEntry = z.infer<typeof traceEntry>;

const traceExample = {
  entries: [
    { step: 'app', code: 'live', details: {}, decidedAt: '2026-11-21T09:30:00.020Z' },
    {
      step: 'push',
      code: 'delivered',
      details: { note: '1 browser' },
      decidedAt: '2026-11-21T09:30:10.120Z',
    },
    { step: 'telegram', code: 'read', details: {}, decidedAt: '2026-11-21T09:30:21.000Z' },
  ],
};
export const traceAnswer = z
  .object({ entries: z.array(traceEntry).meta({ description: 'The oldest first, of the last seven days.' }) })
  .meta({ example: traceExample });
export type TraceAnswer = z.infer<typeof traceAnswer>;

const seqQuery = z
  .string()
  .regex(/^\d{1,10}$/, 'must be a whole number')
  .transform(Number)
  .pipe(seq.min(1));
export const traceQuery = z.strictObject({ chatId: uuid, seq: seqQuery });
export const adminTraceQuery = z.strictObject({ userId: uuid, chatId: uuid, seq: seqQuery });

const base64url = (bytes: number) =>
  z
    .string()
    .regex(/^[\w-]+={0,2}$/, 'must be base64url')
    .transform((text) => text.replace(/=+$/, ''))
    .pipe(z.string().length(Math.ceil((bytes * 4) / 3)));

export const pushEndpoint = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), { message: 'must be an address' });

/** What `PushSubscription.toJSON()` gives; other members are passed over. */
export const pushSubscriptionBody = z
  .object({
    endpoint: pushEndpoint,
    keys: z.object({ p256dh: base64url(65), auth: base64url(16) }),
  })
  .meta({
    example: {
      endpoint: 'https://push.example.net/send/5f2a',
      keys: {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
    },
  });
export type PushSubscriptionBody = z.infer<typeof pushSubscriptionBody>;

export const pushUnsubscribeBody = z
  .strictObject({ endpoint: pushEndpoint })
  .meta({ example: { endpoint: 'https://push.example.net/send/5f2a' } });

export const pushKeyAnswer = z
  .object({
    publicKey: z.string().meta({ description: '`applicationServerKey` of this installation, base64url.' }),
  })
  .meta({
    example: {
      publicKey: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    },
  });

/** What a service worker finds in a push. */
export const pushPayload = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('messages'),
    id: uuid,
    chatId: uuid,
    /** The newest one told of: a tap leads there. */
    seq,
    title: z.string(),
    body: z.string(),
    count: z.number().int(),
    unreadTotal: z.number().int(),
    path: z.string(),
  }),
  z.object({
    type: z.literal('entry'),
    id: uuid,
    /** Of the inbox: what happens again takes the place of what was shown, and goes when it is read. */
    entryId: uuid,
    title: z.string(),
    body: z.string(),
    unreadTotal: z.number().int(),
    path: z.string(),
  }),
  /** The device is signed out: that something waits is all it may know. */
  z.object({ type: z.literal('waiting'), id: uuid, title: z.string(), body: z.string(), path: z.string() }),
  /** Read elsewhere: what was shown of the chat up to here is to be taken away. */
  z.object({ type: z.literal('clear'), chatId: uuid, upToSeq: seq, unreadTotal: z.number().int() }),
]);
export type PushPayload = z.infer<typeof pushPayload>;
