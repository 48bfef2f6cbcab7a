/** What happens again while an entry of its key is unread is merged into that entry. */
export const messageKey = (chatId: string, seq: number) => `message:${chatId}:${seq}`;
export const reactionKey = (chatId: string, seq: number) => `reaction:${chatId}:${seq}`;
export const contactRequestKey = (userId: string) => `contact_request:${userId}`;
export const groupKey = (kind: string, chatId: string) => `${kind}:${chatId}`;
