import type { GroupsService } from '@bridges/contracts/proto';
import type { RpcHandlers } from '@bridges/kit';
import { roomOpen } from '../services/room-open.ts';
import type { RoomOpener } from '../services/room-open.ts';

export function openRoom(rooms: RoomOpener): RpcHandlers<typeof GroupsService>['openRoom'] {
  return async ({ userId, handle }) => ({
    chatId: await roomOpen(rooms, { userId, name: handle }),
  });
}
