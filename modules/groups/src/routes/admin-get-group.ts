import { adminGroupDetails } from '@bridges/contracts';
import { refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentDetails } from '../presenters/admin-group.ts';
import { adminGroup } from '../selectors/admin-group.ts';
import type { FindUsers } from '../services/user-finder.ts';
import type { Reader } from '../tables/database.ts';
import { groupParams } from './responses.ts';

export function adminGetGroup(app: HttpApp, db: Reader, findUsers: FindUsers): void {
  app.get(
    '/api/admin/groups/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'getGroupForAdmins',
        summary: 'One group: its owners and settings',
        params: groupParams,
        response: { 200: adminGroupDetails, ...refusals(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { group, ownerIds } = await adminGroup(db, request.params.id);
      const owners = await findUsers(ownerIds);
      // Whoever is not known counts as somebody who could hand it over.
      const isOwned = owners.length < ownerIds.length || owners.some(({ isDeactivated }) => !isDeactivated);
      const canSetOwner = !isOwned && group.memberCount > ownerIds.length && group.contextType === null;
      return { ...presentDetails(group), owners, canSetOwner };
    },
  );
}
