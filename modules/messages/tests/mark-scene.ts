import type { ChatMarks, ChatMarksPage, ChatPage } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import type { ChatSocket } from './chat-socket.ts';
import { cast } from './chat-tools.ts';

export interface MarkScene {
  platform: TestPlatform;
  alice: TestUser;
  bob: TestUser;
  /** Of both; Bob has said something. */
  chatId: string;
}

/** The whole server, and two new people in a chat before each test. */
export function markScene(): MarkScene {
  const scene = {} as MarkScene;
  beforeAll(async () => {
    scene.platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  });
  afterAll(() => scene.platform.stop());
  beforeEach(async () => {
    [scene.alice, scene.bob] = await cast(scene.platform, 'alice', 'bob');
    scene.chatId = (await scene.alice.openDirect(scene.bob)).id;
    await scene.bob.post(scene.chatId, 'Hello');
  });
  return scene;
}

export const forEver = '9999-12-31T23:59:59.999Z';
export const setMarks = (user: TestUser, id: string, body: unknown) =>
  user.ask<ChatMarks>('PATCH', `/api/chats/${id}/marks`, body);
export const changes = (user: TestUser, after: number) =>
  user.get<ChatMarksPage>(`/api/me/chat-marks?after=${after}`);
export const list = (user: TestUser, params = '') => user.get<ChatPage>(`/api/chats${params}`);
export const idsOf = (page: ChatPage) => page.chats.map(({ id }) => id);
export const marksEvent = (socket: ChatSocket, rev: number) =>
  socket.next((frame) => frame['ev'] === 'chatMarks' && frame['rev'] === rev);
