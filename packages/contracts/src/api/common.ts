import { z } from 'zod';
import { limits } from '../protocol.ts';

/** Text that PostgreSQL and JSON can both hold: no NUL, no lone surrogate. */
export const plainText = (maxLength: number, minLength = 0) =>
  z
    .string()
    .min(minLength)
    .max(maxLength)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), {
      message: 'must not contain NUL or lone surrogates',
    });

/** One line of text as people see it: trimmed, without control or bidirectional override characters. */
export const singleLine = (maxLength: number, minLength = 0) =>
  plainText(maxLength * 2)
    .transform((text) =>
      text
        .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .pipe(z.string().min(minLength).max(maxLength));

export const uuid = z.uuid().toLowerCase();

/** ISO 8601 in UTC with milliseconds, e.g. `2026-11-21T09:30:00.000Z`. */
export const timestamp = z.iso.datetime({ precision: 3 });

/** Place in a chat's order: 1 is its first message. */
export const seq = z.number().int().min(0).max(0xffff_ffff);

/** Counts the changes of what a chat held already; 0: none yet. */
export const rev = z.number().int().min(0).max(0xffff_ffff);

/** A number in a query string, within bounds. */
export const queryInt = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

export const pageLimit = queryInt(1, limits.pageSize.max);

/** Where the next page starts; opaque, made by the server, valid for the list it came from. */
export const cursor = z
  .string()
  .min(1)
  .max(1500)
  .regex(/^[\w-]+$/);

/** Every refusal, over REST and over sockets (`requestId` there only of what went wrong on our side). */
export const errorBody = z.object({
  error: z.object({
    code: z.string().meta({ description: 'Stable, for programs.', example: 'messages.chat_not_found' }),
    message: z.string().meta({ description: 'One sentence, for people.' }),
    isRetryable: z.boolean().meta({ description: 'The same request may succeed later.' }),
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string().optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;
