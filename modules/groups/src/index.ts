import { AccountsService, GroupsService, MessagesService } from '@bridges/contracts/proto';
import { defineModule, rpcService } from '@bridges/kit';
import { migrations } from '../migrations/index.ts';
import { readGroupsConfig } from './config.ts';
import { deliverMemberships } from './jobs/deliver-memberships.ts';
import { addMembersRoute } from './routes/add-members.ts';
import { createGroupRoute } from './routes/create-group.ts';
import { getGroupRoute } from './routes/get-group.ts';
import { removeMemberRoute } from './routes/remove-member.ts';
import { openRoom } from './rpc/open-room.ts';
import type { MembershipWriter } from './services/membership-commit.ts';
import { createMembershipDelivery } from './services/membership-deliver.ts';
import type { Db } from './tables/database.ts';

export const groups = defineModule({
  name: 'groups',
  migrations,
  create(platform) {
    const config = readGroupsConfig(platform.env);
    const db: Db = platform.db;
    const accounts = platform.rpc.client(AccountsService);
    const delivery = createMembershipDelivery(db, platform.rpc.client(MessagesService), platform.log);
    const writer: MembershipWriter = { db, broker: platform.broker, delivery };
    return {
      http(app) {
        createGroupRoute(app, writer, accounts);
        getGroupRoute(app, db);
        addMembersRoute(app, writer, accounts);
        removeMemberRoute(app, writer);
      },
      rpc: [rpcService(GroupsService, { openRoom: openRoom(writer, config) })],
      jobs: [deliverMemberships(delivery)],
      stop: () => delivery.idle(),
    };
  },
});
