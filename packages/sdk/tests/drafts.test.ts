import type { ChatMarks, Message, Scheduled } from '@bridges/contracts';
import { noMarks } from '@bridges/contracts';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { applyChat } from '../src/apply-page.ts';
import { withMarks } from '../src/apply-marks.ts';
import { createDrafts } from '../src/client/drafts.ts';
import { createScheduling } from '../src/client/scheduling.ts';
import { createStore } from '../src/client/store.ts';
import { defaultTiming } from '../src/client-options.ts';
import { ApiError } from '../src/errors.ts';
import { createRest } from '../src/rest.ts';
import { withChat } from '../src/state.ts';
import { ServerModel, userOf, meOf } from './server-model.ts';

const me = meOf(1);
beforeEach(() => void vi.useFakeTimers());

/** This device, and a server that takes every draft unless it was sent. */
function setUp() {
  const model = new ServerModel();
  const chatId = model.addChat(1, [me.id, userOf(2).id]);
  const store = createStore();
  store.update((state) => applyChat({ ...state, me }, model.snapshot(chatId, me.id)));
  const rest = createRest({ baseUrl: 'http://nowhere', session: 'cookie' });
  let rev = 0;
  let held: ChatMarks = noMarks;
  const sentIds = new Set<string>();
  const saves = vi.spyOn(rest.marks, 'saveDraft').mockImplementation((_chatId, { text, clientId = '' }) => {
    const isNothing = text === '' || sentIds.has(clientId);
    const draft = isNothing ? null : { text, clientId, updatedAt: new Date().toISOString() };
    return Promise.resolve((held = { ...held, draft, rev: ++rev }));
  });
  const drafts = createDrafts({
    store,
    rest,
    timing: defaultTiming,
    isOnline: () => true,
    outbox: () => ({}),
  });
  onTestFinished(() => {
    drafts.stop();
    vi.useRealTimers();
  });
  const write = async (text: string) => {
    drafts.save(chatId, { text });
    await vi.runAllTimersAsync();
  };
  const draft = () => store.get().chats[chatId]?.chat.marks.draft;
  /** The other device's send of this draft is stored; what the server tells of it comes in any order. */
  const sent = (text: string, clientId = held.draft?.clientId) => {
    sentIds.add(clientId ?? '');
    const { message } = model.post(chatId, me.id, clientId, text);
    held = { ...held, draft: null, rev: ++rev };
    const ended = held;
    return {
      hearMessage: () => hold(message),
      hearEnd: () => store.update((state) => withMarks(state, { [chatId]: ended })),
    };
  };
  const hold = (message: Message) =>
    store.update((state) => {
      const chat = state.chats[chatId];
      return chat ? withChat(state, { ...chat, messages: [...chat.messages, message] }) : state;
    });
  return {
    chatId,
    store,
    rest,
    drafts,
    saves,
    write,
    draft,
    onServer: () => held.draft,
    marks: () => held,
    sent,
    model,
  };
}

test.each([
  ['message first', ['hearMessage', 'hearEnd']],
  ['end first', ['hearEnd', 'hearMessage']],
] as const)('words written on before the other device sends the earlier ones stay, %s', async (_, order) => {
  const { write, draft, sent, saves } = setUp();
  await write('Maybe');
  await write('Maybe tomorrow');
  const before = draft()?.clientId;
  const told = sent('Maybe');
  for (const step of order) told[step]();
  expect(draft()?.text).toBe('Maybe tomorrow');
  await vi.runAllTimersAsync();
  expect(saves.mock.lastCall?.[1].text).toBe('Maybe tomorrow');
  expect(saves.mock.lastCall?.[1].clientId).not.toBe(before);
  expect(draft()?.text).toBe('Maybe tomorrow');
});

test.each([
  ['other words stay', 'Maybe', 'Maybe tomorrow'],
  ['the same go away', 'Maybe tomorrow', undefined],
])('a save is answered after its draft was sent elsewhere: %s', async (_, text, left) => {
  const { chatId, drafts, write, draft, sent, saves, onServer } = setUp();
  await write('Maybe');
  const gate = Promise.withResolvers<void>();
  const answer = saves.getMockImplementation();
  saves.mockImplementationOnce(async (...asked) => {
    const marks = await answer?.(...asked);
    await gate.promise;
    return marks as ChatMarks;
  });
  drafts.save(chatId, { text: 'Maybe tomorrow' });
  await vi.runAllTimersAsync();
  const told = sent(text);
  told.hearMessage();
  told.hearEnd();
  gate.resolve();
  await vi.runAllTimersAsync();
  expect(draft()?.text).toBe(left);
  expect(onServer()?.text).toBe(left);
});

test.each(['Maybe', ' Maybe '])('a draft that was sent elsewhere goes away: %j', async (text) => {
  const { write, draft, sent, saves } = setUp();
  await write(text);
  const told = sent('Maybe');
  told.hearEnd();
  expect(draft()).toBeNull();
  told.hearMessage();
  await vi.runAllTimersAsync();
  expect(draft()).toBeNull();
  expect(saves).toHaveBeenCalledTimes(1);
});

test('a draft is unsaved until the server has taken the last of it', async () => {
  const { chatId, drafts, store, saves, onServer, marks } = setUp();
  const [gates, answer] = [
    [Promise.withResolvers<void>(), Promise.withResolvers<void>()],
    saves.getMockImplementation(),
  ];
  for (const gate of gates)
    saves.mockImplementationOnce(async (...asked) => {
      const marks = await answer?.(...asked);
      await gate.promise;
      return marks as ChatMarks;
    });
  const heard = vi.fn<() => void>();
  store.subscribe(heard);
  drafts.save(chatId, { text: 'May' });
  await vi.runAllTimersAsync();
  drafts.save(chatId, { text: 'Maybe' });
  gates[0]?.resolve();
  await vi.runAllTimersAsync();
  expect(drafts.isUnsaved(chatId)).toBe(true);
  // Its event comes before its answer, which changes nothing any more and is told all the same.
  store.update((state) => withMarks(state, { [chatId]: marks() }));
  await vi.runAllTimersAsync();
  heard.mockClear();
  gates[1]?.resolve();
  await vi.runAllTimersAsync();
  expect([onServer()?.text, drafts.isUnsaved(chatId)]).toEqual(['Maybe', false]);
  expect(heard).toHaveBeenCalled();
  saves.mockRejectedValueOnce(new ApiError({ code: 'messages.draft_too_long', status: 400, message: 'no' }));
  drafts.save(chatId, { text: 'Maybe tomorrow' });
  await vi.runAllTimersAsync();
  expect(drafts.isUnsaved(chatId)).toBe(true);
});

test('a draft that was emptied elsewhere goes away, and so does one that was written on and sent there', async () => {
  const { write, draft, sent } = setUp();
  await write('Wai');
  await write('Wait');
  const told = sent('Wait for me');
  told.hearEnd();
  expect(draft()).toBeNull();
  told.hearMessage();
  await vi.runAllTimersAsync();
  expect(draft()).toBeNull();
});

test('what is scheduled again after a lost answer is one message, though it went out meanwhile', async () => {
  const { chatId, store, rest, drafts, draft, sent, write, model } = setUp();
  const ids: (string | undefined)[] = [];
  let isLost = true;
  vi.spyOn(rest.messages, 'list').mockImplementation(() => Promise.resolve(model.page(chatId, {})));
  vi.spyOn(rest.scheduled, 'create').mockImplementation((_chatId, { clientId }) => {
    ids.push(clientId);
    const lost = { code: 'sdk.network', message: '', isRetryable: true };
    const reused = { code: 'messages.client_id_reused', message: '', status: 409 };
    return Promise.reject(new ApiError(isLost ? lost : reused));
  });
  const schedule = createScheduling({ store, rest, drafts });
  await write('Happy birthday');
  const body = { text: 'Happy birthday', sendAt: '2026-11-22T12:00:00.000Z' };
  await expect(schedule(chatId, body)).rejects.toMatchObject({ code: 'sdk.network' });
  isLost = false;
  sent('Happy birthday', ids[0]);
  const made = await schedule(chatId, { ...body, sendAt: '2026-11-22T13:00:00.000Z' });
  expect(made).toMatchObject({ chatId, text: 'Happy birthday' });
  expect(ids).toEqual([ids[0], ids[0]]);
  expect(draft()).toBeNull();
});

test('words that another device did not send are scheduled by an id of their own', async () => {
  const { chatId, store, rest, drafts, sent, write, model } = setUp();
  const lost = new ApiError({ code: 'sdk.network', message: '', isRetryable: true });
  const reused = new ApiError({ code: 'messages.client_id_reused', message: '' });
  const answers: (Error | Scheduled)[] = [lost, reused, lost];
  const body = { text: 'Maybe tomorrow', sendAt: '2026-11-22T12:00:00.000Z' };
  const planned = {
    ...body,
    id: me.id,
    chatId,
    createdAt: '',
    state: 'waiting',
    failure: null,
    content: null,
  };
  answers.push(planned as Scheduled);
  const ids: (string | undefined)[] = [];
  vi.spyOn(rest.messages, 'list').mockImplementation(() => Promise.resolve(model.page(chatId, {})));
  vi.spyOn(rest.scheduled, 'create').mockImplementation((_chatId, { clientId }) => {
    ids.push(clientId);
    const answer = answers[ids.length - 1];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as Scheduled);
  });
  const schedule = createScheduling({ store, rest, drafts });
  await write('Maybe tomorrow');
  await expect(schedule(chatId, body)).rejects.toBe(lost);
  sent('Maybe', ids[0]);
  await expect(schedule(chatId, body)).rejects.toBe(lost);
  expect(await schedule(chatId, body)).toBe(planned);
  expect(ids).toEqual([ids[0], ids[0], ids[2], ids[2]]);
  expect(ids[2]).not.toBe(ids[0]);
});
