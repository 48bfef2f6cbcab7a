import type { BotButton, BotMessage, TelegramAccount, TextEntity } from './telegram-account.ts';

export interface BotAnswer {
  status: number;
  body: Record<string, unknown>;
}

export const succeed = (result: unknown): BotAnswer => ({ status: 200, body: { ok: true, result } });
export const refuse = (code: number, description: string, parameters?: object): BotAnswer => ({
  status: code,
  body: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) },
});

type Params = Record<string, unknown>;
export type FindAccount = (id: unknown) => TelegramAccount | undefined;

/** What the bot does to the chat with somebody, by the rules of the real thing. */
export const chatMethods: Record<string, (find: FindAccount, params: Params) => BotAnswer> = {
  sendMessage(find, params) {
    const account = find(params['chat_id']);
    if (!account) return refuse(400, 'Bad Request: chat not found');
    if (account.hasBlocked) return refuse(403, 'Forbidden: bot was blocked by the user');
    if (!account.hasStarted) return refuse(403, "Forbidden: bot can't initiate conversation with a user");
    const content = contentOf(params);
    if ('status' in content) return content;
    const date = Math.floor(Date.now() / 1000);
    const message: BotMessage = { message_id: account.nextMessageId(), date, ...content, edits: 0 };
    account.shown.push(message);
    return succeed({ ...message, chat: { id: account.id, type: 'private' } });
  },
  editMessageText(find, params) {
    const message = messageOf(find, params);
    if (!message) return refuse(400, 'Bad Request: message to edit not found');
    const content = contentOf(params);
    if ('status' in content) return content;
    if (content.text === message.text && sameButtons(content.buttons, message.buttons)) return notModified();
    Object.assign(message, content);
    message.edits++;
    return succeed(true);
  },
  editMessageReplyMarkup(find, params) {
    const message = messageOf(find, params);
    if (!message) return refuse(400, 'Bad Request: message to edit not found');
    const buttons = buttonsOf(params);
    if (sameButtons(buttons, message.buttons)) return notModified();
    message.buttons = buttons;
    message.edits++;
    return succeed(true);
  },
  deleteMessage(find, params) {
    const account = find(params['chat_id']);
    const message = messageOf(find, params);
    if (!account || !message) return refuse(400, 'Bad Request: message to delete not found');
    account.shown.splice(account.shown.indexOf(message), 1);
    return succeed(true);
  },
  answerCallbackQuery(find, params) {
    const account = find(Number(String(params['callback_query_id']).split(':')[0]));
    if (!account)
      return refuse(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
    account.toasts.push(typeof params['text'] === 'string' ? params['text'] : '');
    return succeed(true);
  },
  setMessageReaction(find, params) {
    const account = find(params['chat_id']);
    if (!account) return refuse(400, 'Bad Request: chat not found');
    const [reaction] = params['reaction'] as { emoji: string }[];
    account.reactions.set(Number(params['message_id']), reaction?.emoji ?? '');
    return succeed(true);
  },
  setMyCommands: () => succeed(true),
};

const notModified = () =>
  refuse(
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
  );

const messageOf = (find: FindAccount, params: Params) =>
  find(params['chat_id'])?.shown.find(({ message_id }) => message_id === params['message_id']);

function contentOf(params: Params): Pick<BotMessage, 'text' | 'entities' | 'buttons'> | BotAnswer {
  const { text, entities = [] } = params as { text?: string; entities?: TextEntity[] };
  if (!text?.trim()) return refuse(400, 'Bad Request: message text is empty');
  if (text.length > 4096) return refuse(400, 'Bad Request: message is too long');
  // The real one takes markup; nothing of ours may ask it to.
  if (params['parse_mode'] !== undefined) return refuse(400, "Bad Request: can't parse entities");
  if (entities.some(({ offset, length }) => length < 1 || offset < 0 || offset + length > text.length))
    return refuse(400, 'Bad Request: entity beyond the text');
  const buttons = buttonsOf(params);
  if (buttons.some(({ callback_data }) => Buffer.byteLength(callback_data ?? '') > 64))
    return refuse(400, 'Bad Request: BUTTON_DATA_INVALID');
  if (buttons.some(({ url }) => url !== undefined && !/^https?:\/\/[^/]+\.[^/]+/.test(url)))
    return refuse(400, 'Bad Request: inline keyboard button URL is invalid: Wrong HTTP URL');
  return { text, entities, buttons };
}

function buttonsOf(params: Params): BotButton[] {
  const markup = params['reply_markup'] as { inline_keyboard?: BotButton[][] } | undefined;
  return markup?.inline_keyboard?.flat() ?? [];
}

const sameButtons = (one: BotButton[], other: BotButton[]) => JSON.stringify(one) === JSON.stringify(other);
