import { z } from 'zod';
import { examples } from './examples.ts';
import { publicUser } from './accounts.ts';
import { seq, timestamp, uuid } from './common.ts';
import { messageContent, optionalText } from './message-parts.ts';
import { endsDraft, hasSomething, message, nothingToSend, sendExtras } from './messages.ts';

/** What it holds beside the text, as it was asked for; attached files as their readers will see them. */
const scheduledContent = messageContent
  .pick({ replyTo: true, attachments: true, isSilent: true, hasNoPreview: true })
  .extend({
    poll: z
      .object({
        question: z.string(),
        options: z.array(z.string()),
        isMultiple: z.boolean(),
        isAnonymous: z.boolean(),
      })
      .optional(),
  });

/** A message of mine that the server will send at its time. */
export const scheduled = z
  .object({
    id: uuid,
    chatId: uuid,
    text: z.string(),
    sendAt: timestamp,
    createdAt: timestamp,
    state: z.enum(['waiting', 'failed']).meta({
      description:
        '`failed`: its time came and it could not be sent. It waits for me to change or delete it.',
    }),
    failure: z
      .string()
      .nullable()
      .meta({ description: 'Why it failed, as an error code, e.g. `messages.chat_not_found`.' }),
    content: scheduledContent.nullable().meta({ description: 'What it holds beside the text.' }),
  })
  .meta({ id: 'Scheduled', example: examples.scheduled });
export type Scheduled = z.infer<typeof scheduled>;

export const scheduledBody = z
  .strictObject({
    text: optionalText,
    sendAt: timestamp.meta({ description: 'In the future, a year ahead at most.' }),
    clientId: uuid.optional().meta({ description: 'Choose one to be able to repeat the request safely.' }),
    endsDraft,
    ...sendExtras,
  })
  .refine(hasSomething, nothingToSend)
  .meta({ example: { text: 'Happy birthday!', sendAt: examples.scheduled.sendAt } });
export type ScheduledBody = z.infer<typeof scheduledBody>;

/** What is absent stays as it is. A failed one waits again. */
export const scheduledUpdateBody = z
  .strictObject({ text: optionalText.optional(), sendAt: timestamp.optional() })
  .meta({ example: { sendAt: examples.scheduled.sendAt } });
export type ScheduledUpdateBody = z.infer<typeof scheduledUpdateBody>;

export const scheduledList = z
  .object({ scheduled: z.array(scheduled).meta({ description: 'The soonest first.' }) })
  .meta({ example: { scheduled: [examples.scheduled] } });

/** A message that I want to be reminded of. */
export const reminder = z
  .object({ id: uuid, chatId: uuid, seq, at: timestamp, createdAt: timestamp })
  .meta({ id: 'Reminder', example: examples.reminder });
export type Reminder = z.infer<typeof reminder>;

export const reminderBody = z
  .strictObject({ at: timestamp.meta({ description: 'In the future, a year ahead at most.' }) })
  .meta({ example: { at: examples.reminder.at } });
export const reminderList = z
  .object({
    reminders: z.array(reminder).meta({ description: 'The soonest first.' }),
    messages: z
      .array(message)
      .meta({ description: 'What they are about, as far as I may read it now; the others say nothing.' }),
    users: z.array(publicUser).meta({ description: 'Who wrote them.' }),
  })
  .meta({
    example: { reminders: [examples.reminder], messages: [examples.message], users: [examples.bob] },
  });
export type ReminderList = z.infer<typeof reminderList>;
