import { GatewayService, GroupsService } from '@bridges/contracts/proto';
import { AppError, rpcService } from '@bridges/kit';
import type { ErrorExtras, Rpc, RpcHandlers, RpcService } from '@bridges/kit';
import { afterEach, describe, expect, it } from 'vitest';
import type { Started } from './subject.ts';

/** A refusal that is in no module's table: only these cases know it. */
const roomClosed = (extras?: ErrorExtras) =>
  new AppError(
    'contract.room_closed',
    { status: 409, grpc: 'FAILED_PRECONDITION', isRetryable: true, message: 'The room is closed.' },
    extras,
  );
const secret = 'password=hunter2';

/** What a call failed with; fails when it did not, or not with an AppError. */
async function failure(call: Promise<unknown>): Promise<AppError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

/** A service of which these cases use one method; rpcService would ask for all that it ever gets. */
export const roomsOnly = (openRoom: RpcHandlers<typeof GroupsService>['openRoom']): RpcService => ({
  service: GroupsService,
  handlers: { openRoom },
});

/** What every `Rpc` keeps to. `create` makes the services callable and answers with a caller's end. */
export function rpcContract(name: string, create: (services: RpcService[]) => Promise<Started<Rpc>>): void {
  describe(`rpc: ${name}`, () => {
    const running: Started<Rpc>[] = [];
    afterEach(async () => {
      for (const { close } of running.splice(0)) await close();
    });
    const start = async (...services: RpcService[]) => {
      const started = await create(services);
      running.push(started);
      return started.subject;
    };
    const groups = async (openRoom: RpcHandlers<typeof GroupsService>['openRoom']) =>
      (await start(roomsOnly(openRoom))).client(GroupsService);
    const gateway = async (getPresence: RpcHandlers<typeof GatewayService>['getPresence']) =>
      (await start(rpcService(GatewayService, { getPresence }))).client(GatewayService);

    it('answers a call with the handler’s typed answer', async () => {
      const client = await groups(async ({ userId, handle }) => ({ chatId: `${userId} in ${handle}` }));
      const answer = await client.openRoom({ userId: 'ada', handle: 'лобби 🛶' });
      expect(answer.$typeName).toBe('bridges.groups.v1.OpenRoomResponse');
      expect(answer.chatId).toBe('ada in лобби 🛶');
    });

    it('keeps many simultaneous calls, and services, apart', async () => {
      const rpc = await start(
        roomsOnly(async ({ handle }) => ({ chatId: handle })),
        rpcService(GatewayService, { getPresence: async ({ userIds }) => ({ onlineUserIds: userIds }) }),
      );
      const handles = Array.from({ length: 50 }, (_, index) => `room-${index}`);
      const rooms = await Promise.all(
        handles.map((handle) => rpc.client(GroupsService).openRoom({ handle })),
      );
      expect(rooms.map(({ chatId }) => chatId)).toEqual(handles);
      const { onlineUserIds } = await rpc.client(GatewayService).getPresence({ userIds: handles });
      expect(onlineUserIds).toEqual(handles);
    });

    it('fills in what is missing, on both sides', async () => {
      const requests: unknown[] = [];
      const room = await groups(async ({ userId, handle }) => {
        requests.push({ userId, handle });
        return {};
      });
      expect((await room.openRoom({ userId: 'ada' })).chatId).toBe('');
      const presence = await gateway(async ({ userIds }) => {
        requests.push({ userIds });
        return {};
      });
      expect((await presence.getPresence({})).onlineUserIds).toEqual([]);
      expect(requests).toEqual([{ userId: 'ada', handle: '' }, { userIds: [] }]);
    });

    it('does not share a request', async () => {
      const received: string[][] = [];
      const client = await gateway(async ({ userIds }) => {
        received.push(userIds);
        userIds.push('by the handler');
        return {};
      });
      const userIds = ['ada'];
      await client.getPresence({ userIds });
      expect(userIds).toEqual(['ada']);
      userIds.push('by the caller');
      expect(received).toEqual([['ada', 'by the handler']]);
    });

    it('does not share an answer', async () => {
      const kept = ['ada'];
      const client = await gateway(async () => ({ onlineUserIds: kept }));
      const answer = await client.getPresence({});
      answer.onlineUserIds.push('by the caller');
      expect(kept).toEqual(['ada']);
      kept.push('by the handler');
      expect(answer.onlineUserIds).toEqual(['ada', 'by the caller']);
    });

    it('passes the callee’s own error as it is', async () => {
      const client = await groups(async () => {
        throw roomClosed({ details: { until: 'noon' }, retryAfterMs: 1500 });
      });
      const error = await failure(client.openRoom({}));
      expect(error).toMatchObject({
        code: 'contract.room_closed',
        message: 'The room is closed.',
        isRetryable: true,
        details: { until: 'noon' },
        retryAfterMs: 1500,
        entry: { status: 409, grpc: 'FAILED_PRECONDITION' },
      });
    });

    it.for<[how: string, handler: () => Promise<never>]>([
      ['rejects', () => Promise.reject(new Error(secret))],
      ['rejects with no error', () => Promise.reject(secret)],
      [
        'throws before it has a promise',
        () => {
          throw new Error(secret);
        },
      ],
    ])('says nothing of what broke inside, when a handler %s', async ([, handler]) => {
      const client = await groups(handler);
      const error = await failure(client.openRoom({}));
      expect(error.code).toBe('kit.internal');
      expect(error.message).not.toContain(secret);
      expect(JSON.stringify([error.details, error.entry])).not.toContain(secret);
    });

    it('gives up at the deadline, and minds no later failure', async () => {
      const handling = Promise.withResolvers<never>();
      let hasBegun = false;
      const client = await groups(() => {
        hasBegun = true;
        return handling.promise;
      });
      const startedAt = performance.now();
      const error = await failure(client.openRoom({}, { deadlineMs: 60 }));
      expect(error.code).toBe('kit.deadline_exceeded');
      const tookMs = performance.now() - startedAt;
      expect(tookMs).toBeGreaterThan(50);
      // Well before the 5 seconds that a caller gets who names none.
      expect(tookMs).toBeLessThan(4000);
      // An unhandled rejection would fail the run. (On a busy machine the call may not have got there in time.)
      if (hasBegun) handling.reject(new Error('too late'));
    });

    it('is unavailable when nobody serves it', async () => {
      const rpc = await start(rpcService(GatewayService, { getPresence: async () => ({}) }));
      const error = await failure(rpc.client(GroupsService).openRoom({}));
      expect(error).toMatchObject({ code: 'kit.unavailable', isRetryable: true });
    });
  });
}
