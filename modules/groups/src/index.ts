import { AccountsService, FilesService, GroupsService, MessagesService } from '@bridges/contracts/proto';
import { defineModule, rpcService } from '@bridges/kit';
import { migrations } from '../migrations/index.ts';
import { readGroupsConfig } from './config.ts';
import { onBlockChanged } from './consumers/on-block-changed.ts';
import { onMembershipChanged } from './consumers/on-membership-changed.ts';
import { onUserRegistered } from './consumers/on-user-registered.ts';
import { onUserUpdated } from './consumers/on-user-updated.ts';
import { copyContextPicture } from './jobs/copy-context-picture.ts';
import { deliverMemberships } from './jobs/deliver-memberships.ts';
import { fillPeople } from './jobs/fill-people.ts';
import { purgeInvitations } from './jobs/purge-invitations.ts';
import { addContextRoutes } from './routes/contexts.ts';
import { addDoorRoutes } from './routes/doors.ts';
import { getGroupsOverview } from './routes/get-overview.ts';
import { groupRoutes } from './routes/group-routes.ts';
import { joinGroupRoutes } from './routes/join-group.ts';
import { canSeeGroup } from './rpc/can-see-group.ts';
import { openRoom } from './rpc/open-room.ts';
import { createGroupCache } from './selectors/group-cache.ts';
import { createMemberPages } from './selectors/member-page-cache.ts';
import { createDoorLimits } from './services/door-limits.ts';
import type { Doors } from './services/doors.ts';
import { createDoorsAnnouncer } from './services/doors-announcer.ts';
import { createGroupPictures } from './services/group-pictures.ts';
import type { MembershipWriter } from './services/membership-commit.ts';
import { createMembershipDelivery } from './services/membership-deliver.ts';
import { namesFill } from './services/names-fill.ts';
import { createUserFinder } from './services/user-finder.ts';
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
    const files = platform.rpc.client(FilesService);
    const pictures = createGroupPictures(db, files, platform);
    const findUsers = createUserFinder(accounts, platform.log);
    const announcer = createDoorsAnnouncer(platform.bus, db, findUsers);
    const doors: Doors = {
      writer,
      announcer,
      accounts,
      findUsers,
      limits: createDoorLimits(platform.rateLimits, config),
      publicUrl: platform.publicUrl,
    };
    const rooms = { writer, hasOpenRooms: config.OPEN_ROOMS, limit: doors.limits.groups };
    return {
      http(app) {
        addDoorRoutes(app, doors);
        addContextRoutes(app, { writer, jobs: platform.jobs, pictures }, accounts);
        const memberPages = createMemberPages(platform.caches);
        const groups = createGroupCache(platform.caches);
        const { limits } = doors;
        groupRoutes(app, { writer, pictures, accounts, findUsers, announcer, groups, memberPages, limits });
        joinGroupRoutes(app, doors);
        getGroupsOverview(app, db, platform.work);
      },
      rpc: [rpcService(GroupsService, { openRoom: openRoom(rooms), canSeeGroup: canSeeGroup(db) })],
      consumers: [onMembershipChanged(announcer), onBlockChanged(announcer), onUserRegistered, onUserUpdated],
      jobs: [
        pictures.job,
        copyContextPicture(writer, files, pictures),
        deliverMemberships(delivery),
        fillPeople(db, accounts),
        purgeInvitations(db),
      ],
      start: () => namesFill(db),
      stop: () => delivery.idle(),
    };
  },
});
