import type { GroupsService } from '@bridges/contracts/proto';
import type { RpcHandlers } from '@bridges/kit';
import type { GroupsConfig } from '../config.ts';
import type { MembershipWriter } from '../services/membership-commit.ts';
import { roomOpen } from '../services/room-open.ts';

export function openRoom(
  writer: MembershipWriter,
  config: GroupsConfig,
): RpcHandlers<typeof GroupsService>['openRoom'] {
  return async ({ userId, handle }) => ({
    chatId: await roomOpen(writer, { userId, name: handle, hasOpenRooms: config.OPEN_ROOMS }),
  });
}
