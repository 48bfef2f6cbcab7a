import { setTimeout as delay } from 'node:timers/promises';

export interface BotButton {
  text: string;
  callback_data?: string;
  url?: string;
}

export interface TextEntity {
  type: string;
  offset: number;
  length: number;
}

/** A message of the bot as its reader sees it now. */
export interface BotMessage {
  message_id: number;
  /** Seconds since 1970. */
  date: number;
  text: string;
  entities: TextEntity[];
  buttons: BotButton[];
  /** How often it was edited. */
  edits: number;
}

/** Names a message of the bot; an old one when nothing says when it was written. */
type Said = Pick<BotMessage, 'message_id'> & Partial<Pick<BotMessage, 'date'>>;
const saidBy = ({ message_id, date = 1 }: Said) => ({ message_id, date });

/** What a person does reaches the bot by this. */
export interface UpdateSink {
  push(update: Record<string, unknown>): number;
}

export interface AccountFields {
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

/** Somebody with a Telegram app who has the bot open. */
export class TelegramAccount {
  readonly id: number;
  readonly fields: AccountFields;
  /** What the bot wrote and has not deleted, oldest first. */
  readonly shown: BotMessage[] = [];
  /** What the bot said to presses of buttons. */
  readonly toasts: string[] = [];
  /** Emoji by which the bot reacted, by message of mine. */
  readonly reactions = new Map<number, string>();
  hasStarted = false;
  hasBlocked = false;
  readonly #sink: UpdateSink;
  #lastMessageId = 0;

  constructor(id: number, fields: AccountFields, sink: UpdateSink) {
    this.id = id;
    this.fields = fields;
    this.#sink = sink;
  }

  /** Also for what the bot writes: ids rise within a chat. */
  nextMessageId(): number {
    return ++this.#lastMessageId;
  }

  /** Writes to the bot; answers the id of the update. */
  say(text: string, extra: Record<string, unknown> = {}): number {
    this.hasStarted = true;
    const message = {
      message_id: this.nextMessageId(),
      date: Math.floor(Date.now() / 1000),
      chat: { id: this.id, type: 'private', ...this.fields },
      from: this.#self(),
      text,
      ...extra,
    };
    return this.#sink.push({ message });
  }

  /** Presses "Start", by a link with a code or without. */
  start(code = ''): number {
    return this.say(`/start ${code}`.trim());
  }

  reply(to: Said, text: string, extra: Record<string, unknown> = {}): number {
    return this.say(text, { reply_to_message: saidBy(to), ...extra });
  }

  press(message: Said, data: string): number {
    return this.#sink.push({
      callback_query: {
        id: `${this.id}:${message.message_id}:${Date.now()}`,
        from: this.#self(),
        chat_instance: '1',
        message: { ...saidBy(message), chat: { id: this.id, type: 'private' } },
        data,
      },
    });
  }

  block(): number {
    this.hasBlocked = true;
    return this.#membership('kicked');
  }

  unblock(): number {
    this.hasBlocked = false;
    return this.#membership('member');
  }

  /** The newest message of the bot that the check is about; waits for it, nearly as long as a test may take. */
  async sees(holds: (message: BotMessage) => boolean, what: string, limitMs = 55_000): Promise<BotMessage> {
    const deadline = Date.now() + limitMs;
    for (;;) {
      const found = this.shown.findLast(holds);
      if (found) return found;
      if (Date.now() > deadline)
        throw new Error(
          `never came: ${what}. There is: ${JSON.stringify(this.shown.map(({ text }) => text))}`,
        );
      await delay(5);
    }
  }

  #membership(status: string): number {
    return this.#sink.push({
      my_chat_member: {
        chat: { id: this.id, type: 'private' },
        from: this.#self(),
        date: 1,
        old_chat_member: { status: status === 'kicked' ? 'member' : 'kicked' },
        new_chat_member: { status },
      },
    });
  }

  #self() {
    return { id: this.id, is_bot: false, ...this.fields };
  }
}
