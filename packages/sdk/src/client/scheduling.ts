import type { Scheduled } from '@bridges/contracts';
import { toApiError } from '../errors.ts';
import { randomUuid } from '../random-uuid.ts';
import type { Rest } from '../rest.ts';
import type { ScheduledBody } from '../rest/shapes.ts';
import type { createDrafts } from './drafts.ts';

export type ScheduleBody = Omit<ScheduledBody, 'clientId' | 'endsDraft'>;

export interface SchedulingOptions {
  rest: Rest;
  drafts: Pick<ReturnType<typeof createDrafts>, 'idOf' | 'end' | 'save'>;
}

/**
 * Sends later what was written: the server ends the draft in the transaction that keeps the message. Until then nothing
 * is taken away here, and what was written meanwhile stays.
 */
export function createScheduling({ rest, drafts }: SchedulingOptions) {
  /** What was asked for in a chat, and may have been done though no answer came: asked again, it is the same one. */
  const unsure = new Map<string, { asked: string; clientId: string }>();

  /** Resolves with the client id that was taken, too. */
  async function create(chatId: string, body: ScheduleBody, clientId: string) {
    try {
      return { made: await rest.scheduled.create(chatId, { ...body, clientId, endsDraft: true }), clientId };
    } catch (cause) {
      // Another device has made a message of that draft, with other words: these are one of their own.
      if (toApiError(cause).code !== 'messages.client_id_reused') throw cause;
      const own = randomUuid();
      return { made: await rest.scheduled.create(chatId, { ...body, clientId: own }), clientId: own };
    }
  }

  return async function schedule(chatId: string, body: ScheduleBody): Promise<Scheduled> {
    const { sendAt, ...words } = body;
    const asked = JSON.stringify(words);
    const before = unsure.get(chatId);
    const clientId =
      before?.asked === asked ? before.clientId : (drafts.idOf(chatId, body.text) ?? randomUuid());
    unsure.set(chatId, { asked, clientId });
    const { made, clientId: taken } = await create(chatId, body, clientId).catch((cause: unknown) => {
      const error = toApiError(cause);
      if (!error.isRetryable) unsure.delete(chatId);
      throw error;
    });
    unsure.delete(chatId);
    const written = drafts.idOf(chatId, body.text);
    if (written === taken) drafts.end(chatId, body.text);
    else if (written !== undefined) drafts.save(chatId, { text: '' });
    // It was made by a call whose answer did not come, for another time.
    return made.sendAt === sendAt ? made : rest.scheduled.update(made.id, { sendAt });
  };
}
