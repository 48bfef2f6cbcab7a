import type { ChangesPage, Chat, ChatPage, Message, MessagePage } from '@bridges/contracts';
import { messageActs } from './messages.ts';
import type { Requester } from './request.ts';
import type { ChatMembers, MessageQuery, PageQuery, SendBody, SocketTicket } from './shapes.ts';

/** Chats, their messages, and the socket's tickets. */
export function chatsRest(request: Requester) {
  return {
    chats: {
      list: (query: PageQuery = {}) => request<ChatPage>('GET', '/api/chats', { query: { ...query } }),
      get: (chatId: string) => request<Chat>('GET', `/api/chats/${chatId}`),
      /** The direct chat with this user, made if there is none; with myself: Saved messages. */
      openDirect: (userId: string) => request<Chat>('POST', '/api/chats/direct', { body: { userId } }),
      members: (chatId: string, query: PageQuery = {}) =>
        request<ChatMembers>('GET', `/api/chats/${chatId}/members`, { query: { ...query } }),
      /** The URL of the chat's room socket. */
      socketUrl: async (chatId: string) =>
        (await request<{ url: string }>('GET', `/api/chats/${chatId}/socket`)).url,
      /** Resolves with my read marker, which never goes back. */
      markRead: async (chatId: string, seq: number) =>
        (await request<{ readSeq: number }>('POST', `/api/chats/${chatId}/read`, { body: { seq } })).readSeq,
    },
    messages: {
      list: (chatId: string, query: MessageQuery = {}) =>
        request<MessagePage>('GET', `/api/chats/${chatId}/messages`, { query: { ...query } }),
      /** What changed after a rev of the chat, each message as it is now. */
      changes: (chatId: string, after: number) =>
        request<ChangesPage>('GET', `/api/chats/${chatId}/changes`, { query: { after, limit: 100 } }),
      /** Give a `clientId` to be able to repeat the call safely: it makes at most one message. */
      send: (chatId: string, body: SendBody) =>
        request<Message>('POST', `/api/chats/${chatId}/messages`, { body }),
      ...messageActs(request),
    },
    /** A single-use ticket for `/ws?ticket=`. */
    socketTicket: () => request<SocketTicket>('POST', '/api/socket-tickets'),
  };
}
