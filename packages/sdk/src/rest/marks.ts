import type { ChatMarks, ChatMarksPage, DraftBody, Folder, MarksBody } from '@bridges/contracts';
import type { Requester } from './request.ts';

/** My own view of chats: marks, drafts and folders. */
export function marksRest(request: Requester) {
  return {
    marks: {
      /** What changed after a rev of mine. */
      changes: (after: number) => request<ChatMarksPage>('GET', '/api/me/chat-marks', { query: { after } }),
      set: (chatId: string, body: MarksBody) =>
        request<ChatMarks>('PATCH', `/api/chats/${chatId}/marks`, { body }),
      /** My pinned chats from now on, in this order. */
      setPinned: (chatIds: readonly string[]) =>
        request<void>('PUT', '/api/me/pinned-chats', { body: { chatIds } }),
      /** An empty draft takes the one before away. */
      saveDraft: (chatId: string, body: DraftBody) =>
        request<ChatMarks>('PUT', `/api/chats/${chatId}/draft`, { body }),
    },
    folders: {
      list: async () => (await request<{ folders: Folder[] }>('GET', '/api/folders')).folders,
      create: (name: string) => request<Folder>('POST', '/api/folders', { body: { name } }),
      rename: (id: string, name: string) =>
        request<Folder>('PATCH', `/api/folders/${id}`, { body: { name } }),
      remove: (id: string) => request<void>('DELETE', `/api/folders/${id}`),
      /** All of them, in their new order. */
      order: async (folderIds: readonly string[]) =>
        (await request<{ folders: Folder[] }>('PUT', '/api/folders', { body: { folderIds } })).folders,
    },
  };
}
