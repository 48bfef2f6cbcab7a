import type { Message, Scheduled } from '@bridges/contracts';
import { toApiError } from '../errors.ts';
import { ownMessage, saysSo } from '../own-message.ts';
import { randomUuid } from '../random-uuid.ts';
import type { Rest } from '../rest.ts';
import type { ScheduledBody } from '../rest/shapes.ts';
import type { createDrafts } from './drafts.ts';
import type { Store } from './store.ts';

export type ScheduleBody = Omit<ScheduledBody, 'clientId' | 'endsDraft'>;

export interface SchedulingOptions {
  store: Pick<Store, 'get'>;
  rest: Rest;
  drafts: Pick<ReturnType<typeof createDrafts>, 'idOf' | 'end' | 'save'>;
}

interface Asked {
  /** The words, with all that goes with them but the time. */
  asked: string;
  clientId: string;
}

/**
 * Sends later what was written: the server ends the draft in the transaction that keeps the message. Until then nothing
 * is taken away here, and what was written meanwhile stays.
 */
export function createScheduling({ store, rest, drafts }: SchedulingOptions) {
  /** What was asked for in a chat, and may have been done though no answer came: asked again, it is the same one. */
  const unsure = new Map<string, Asked>();

  /** The message that these words have become already. The server's refusal of the id doesn't tell what it says. */
  async function wentOut(chatId: string, text: string, clientId: string): Promise<Message | undefined> {
    const { me } = store.get();
    const isMine = (one: Message) => one.clientId === clientId && one.senderId === me?.id;
    const message =
      ownMessage(store.get(), chatId, clientId) ?? (await rest.messages.list(chatId)).messages.find(isMine);
    return message && saysSo(message, text) ? message : undefined;
  }

  /** Resolves with the client id that was taken, too. */
  async function create(chatId: string, body: ScheduleBody, { asked, clientId }: Asked, isRepeat: boolean) {
    try {
      return { made: await rest.scheduled.create(chatId, { ...body, clientId, endsDraft: true }), clientId };
    } catch (cause) {
      // Another device has made a message of that draft, with other words: these are one of their own.
      if (toApiError(cause).code !== 'messages.client_id_reused') throw cause;
      const message = isRepeat ? await wentOut(chatId, body.text, clientId) : undefined;
      if (message) return { made: asScheduled(message), clientId, isSent: true };
      const own = randomUuid();
      unsure.set(chatId, { asked, clientId: own });
      return { made: await rest.scheduled.create(chatId, { ...body, clientId: own }), clientId: own };
    }
  }

  return async function schedule(chatId: string, body: ScheduleBody): Promise<Scheduled> {
    const { sendAt, ...words } = body;
    const asked = JSON.stringify(words);
    const before = unsure.get(chatId);
    const isRepeat = before?.asked === asked;
    const clientId = isRepeat ? before.clientId : (drafts.idOf(chatId, body.text) ?? randomUuid());
    unsure.set(chatId, { asked, clientId });
    const outcome = await create(chatId, body, { asked, clientId }, isRepeat).catch((cause: unknown) => {
      const error = toApiError(cause);
      if (!error.isRetryable) unsure.delete(chatId);
      throw error;
    });
    const { made, clientId: taken, isSent = false } = outcome;
    unsure.delete(chatId);
    const written = drafts.idOf(chatId, body.text);
    if (written === taken) drafts.end(chatId, body.text);
    else if (written !== undefined) drafts.save(chatId, { text: '' });
    // It was made by a call whose answer did not come, for another time.
    return isSent || made.sendAt === sendAt ? made : rest.scheduled.update(made.id, { sendAt });
  };
}

/** How it stood before it went out. */
function asScheduled({ chatId, clientId, text, createdAt }: Message): Scheduled {
  return {
    id: clientId,
    chatId,
    text,
    sendAt: createdAt,
    createdAt,
    state: 'waiting',
    failure: null,
    content: null,
  };
}
