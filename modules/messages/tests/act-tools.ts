import type { ChangesPage, Message } from '@bridges/contracts';
import type { Answer, TestUser } from '@bridges/dev-env';

export const pathOf = (chatId: string, seq: number, rest = '') =>
  `/api/chats/${chatId}/messages/${seq}${rest}`;

export const edit = (user: TestUser, chatId: string, seq: number, text: string): Promise<Answer<Message>> =>
  user.ask<Message>('PATCH', pathOf(chatId, seq), { text });

export const remove = (
  user: TestUser,
  chatId: string,
  seqs: number[],
  whom: 'everyone' | 'me' = 'everyone',
): Promise<Answer<unknown>> => user.ask('POST', `/api/chats/${chatId}/messages/delete`, { seqs, for: whom });

export const changes = (user: TestUser, chatId: string, after = 0, limit = 100): Promise<ChangesPage> =>
  user.get<ChangesPage>(`/api/chats/${chatId}/changes?after=${after}&limit=${limit}`);

export const react = (user: TestUser, chatId: string, seq: number, emoji: string): Promise<Answer<Message>> =>
  user.ask<Message>('PUT', pathOf(chatId, seq, `/reactions/${encodeURIComponent(emoji)}`));
