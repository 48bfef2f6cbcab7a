// What the documentation shows. The same two people and their chat everywhere, so that examples fit together.

const aliceId = '0199f3a0-1c00-7a10-8b11-0a1b2c3d4e01';
const bobId = '0199f3a0-2d00-7a10-8b11-0a1b2c3d4e02';
const chatId = '0199f3a1-3e00-7a10-8b11-0a1b2c3d4e03';
const joinedAt = '2026-11-20T08:00:00.000Z';
const postedAt = '2026-11-21T09:30:00.000Z';

const bob = {
  id: bobId,
  username: 'bob',
  displayName: 'Боб',
  bio: '',
  birthday: '1990-05-17',
  statusMessage: 'At sea',
  isAdmin: false,
  joinedAt,
  lastSeenAt: postedAt,
};
const alice = {
  ...bob,
  id: aliceId,
  username: 'alice',
  displayName: 'Alice',
  birthday: null,
  statusMessage: '',
};
const message = {
  chatId,
  seq: 42,
  senderId: bobId,
  kind: 'text',
  text: 'Привет, Алиса!',
  clientId: '0199f3a2-4f00-7a10-8b11-0a1b2c3d4e04',
  createdAt: postedAt,
} as const;
const chat = {
  id: chatId,
  kind: 'direct',
  title: null,
  handle: null,
  peerId: bobId,
  role: 'member',
  createdAt: joinedAt,
  lastActivityAt: postedAt,
  lastSeq: 42,
  lastMessage: message,
  readSeq: 40,
  othersReadSeq: 42,
  unreadCount: 2,
} as const;

export const examples = {
  bob,
  me: { ...alice, email: 'alice@example.org', language: 'en' },
  message,
  chat,
  chatPage: { chats: [chat], users: [bob], epoch: '6f1c0d7e-5a3b-4f7e-9f0e-2b1a7c9d8e10', nextCursor: null },
  messagePage: { messages: [message], users: [bob], hasBefore: true, hasAfter: false },
  members: { members: [{ userId: bobId, role: 'member', readSeq: 42 }], users: [bob], nextCursor: null },
  userId: bobId,
  clientId: message.clientId,
  socketUrl: `wss://chat.example.org/ws/chat/${chatId}/`,
} as const;
