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
  avatarFileId: null,
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
  peerId: bobId,
  role: 'member',
  canPost: true,
  createdAt: joinedAt,
  lastActivityAt: postedAt,
  lastSeq: 42,
  firstSeq: 1,
  rev: 7,
  title: null,
  handle: null,
  group: null,
  pins: [] as number[],
  lastMessage: message,
  readSeq: 40,
  othersReadSeq: 42,
  unreadCount: 2,
  mentionSeqs: [] as number[],
  reactionSeqs: [] as number[],
  marks: {
    mutedUntil: null,
    level: 'all',
    isArchived: false,
    archivedSeq: 0,
    pinOrder: null,
    isMarkedUnread: false,
    markedReadSeq: 0,
    folderIds: [] as string[],
    draft: null,
    rev: 0,
  },
} as const;
const groupInfo = {
  isPublic: false,
  joinRule: 'invite',
  postRole: 'member',
  addRole: 'admin',
  pinRole: 'admin',
  infoRole: 'admin',
  slowModeSeconds: 0,
  isHistoryHidden: false,
  description: 'All about order 123',
  pictureFileId: null,
  memberCount: 3,
  state: 'open',
  card: null,
} as const;

export const examples = {
  bob,
  me: {
    ...alice,
    email: 'alice@example.org',
    isEmailConfirmed: true,
    pendingEmail: null,
    language: 'en',
    lastSignInAt: '2026-11-21T08:00:00.000Z',
  },
  message,
  chat,
  scheduled: {
    id: '0199f3a5-7c00-7a10-8b11-0a1b2c3d4e06',
    chatId,
    text: 'Happy birthday!',
    sendAt: '2027-05-17T06:00:00.000Z',
    createdAt: postedAt,
    state: 'waiting',
    failure: null,
    content: null,
  },
  reminder: {
    id: '0199f3a6-8d00-7a10-8b11-0a1b2c3d4e07',
    chatId,
    seq: 42,
    at: '2026-11-22T08:00:00.000Z',
    createdAt: postedAt,
  },
  folder: { id: '0199f3a4-6b00-7a10-8b11-0a1b2c3d4e05', name: 'Work', order: 0 },
  groupInfo,
  chatPage: {
    chats: [chat],
    users: [bob],
    marksRev: 0,
    epoch: '6f1c0d7e-5a3b-4f7e-9f0e-2b1a7c9d8e10',
    nextCursor: null,
  },
  messagePage: { messages: [message], quoted: [], users: [bob], rev: 7, hasBefore: true, hasAfter: false },
  members: { members: [{ userId: bobId, role: 'member', readSeq: 42 }], users: [bob], nextCursor: null },
  userId: bobId,
  clientId: message.clientId,
  fileId: '0199f3a7-9e00-7a10-8b11-0a1b2c3d4e08',
  socketUrl: `wss://chat.example.org/ws/chat/${chatId}/`,
} as const;
