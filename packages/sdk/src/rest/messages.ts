import type {
  AttachmentPage,
  ForwardBody,
  ForwardResult,
  Message,
  MessageEdits,
  MessageReaders,
  PreviewAnswer,
  ReactorPage,
  VoterPage,
} from '@bridges/contracts';
import type { Requester } from './request.ts';
import type { AttachmentQuery, PageQuery } from './shapes.ts';

const pathOf = (chatId: string, seq: number, rest = '') => `/api/chats/${chatId}/messages/${seq}${rest}`;

/**
 * What people do with messages that are there. What everybody sees of it comes back by the socket too; answers
 * that are messages hold my own part (`mine`).
 */
export function messageActs(request: Requester) {
  const deleteMany = (chatId: string, seqs: readonly number[], whom: 'everyone' | 'me') =>
    request<void>('POST', `/api/chats/${chatId}/messages/delete`, { body: { seqs, for: whom } });
  return {
    /** Messages with files or links of this kind: the newest first; with `after`, those that follow in order. */
    attachments: (chatId: string, query: AttachmentQuery) =>
      request<AttachmentPage>('GET', `/api/chats/${chatId}/attachments`, { query: { ...query } }),
    /** A message of mine says something else from now on. */
    edit: (chatId: string, seq: number, body: { text: string }) =>
      request<Message>('PATCH', pathOf(chatId, seq), { body }),
    /** What it said before, the oldest first. */
    edits: async (chatId: string, seq: number) =>
      (await request<MessageEdits>('GET', pathOf(chatId, seq, '/edits'))).edits,
    /** Takes messages back for everyone: my own, or any as an administrator of the group. At most 100. */
    deleteForAll: (chatId: string, seqs: readonly number[]) => deleteMany(chatId, seqs, 'everyone'),
    /** Nobody but me misses them. At most 100. */
    deleteForMe: (chatId: string, seqs: readonly number[]) => deleteMany(chatId, seqs, 'me'),
    react: (chatId: string, seq: number, emoji: string) =>
      request<Message>('PUT', pathOf(chatId, seq, `/reactions/${encodeURIComponent(emoji)}`)),
    unreact: (chatId: string, seq: number, emoji: string) =>
      request<Message>('DELETE', pathOf(chatId, seq, `/reactions/${encodeURIComponent(emoji)}`)),
    /** Who reacted, the latest first. */
    reactors: (chatId: string, seq: number, query: PageQuery & { emoji?: string } = {}) =>
      request<ReactorPage>('GET', pathOf(chatId, seq, '/reactions'), { query: { ...query } }),
    /** I have seen the reactions to this message of mine, or to all of the chat. */
    seeReactions: (chatId: string, seq?: number) =>
      request<void>('POST', `/api/chats/${chatId}/reactions/seen`, {
        body: seq === undefined ? {} : { seqs: [seq] },
      }),
    /** My votes are these places of options from now on; none takes them back. */
    vote: (chatId: string, seq: number, choices: readonly number[]) =>
      request<Message>('PUT', pathOf(chatId, seq, '/votes'), { body: { choices } }),
    /** Who voted for what, in a poll that is not anonymous. */
    voters: (chatId: string, seq: number, query: PageQuery = {}) =>
      request<VoterPage>('GET', pathOf(chatId, seq, '/votes'), { query: { ...query } }),
    /** Nobody votes any more in this poll of mine. */
    closePoll: (chatId: string, seq: number) => request<Message>('POST', pathOf(chatId, seq, '/poll/close')),
    /** Resolves with all pins, the oldest first. */
    pin: async (chatId: string, seq: number) =>
      (await request<{ pins: number[] }>('PUT', pathOf(chatId, seq, '/pin'))).pins,
    unpin: async (chatId: string, seq: number) =>
      (await request<{ pins: number[] }>('DELETE', pathOf(chatId, seq, '/pin'))).pins,
    /** Takes the link's preview off a message of mine. */
    removePreview: (chatId: string, seq: number) =>
      request<Message>('DELETE', pathOf(chatId, seq, '/preview')),
    /** What a message with this link will show of it; null: nothing. The server asks there, not this device. */
    previewOf: async (url: string) =>
      (await request<PreviewAnswer>('GET', '/api/previews', { query: { url } })).preview,
    /** Who has read it, in chats of at most 100 members. */
    readers: (chatId: string, seq: number) => request<MessageReaders>('GET', pathOf(chatId, seq, '/readers')),
    /** Copies messages of one chat into up to 20 others. With a `clientId` it may be repeated safely. */
    forward: async (body: ForwardBody) =>
      (await request<ForwardResult>('POST', '/api/forwards', { body })).results,
  };
}
