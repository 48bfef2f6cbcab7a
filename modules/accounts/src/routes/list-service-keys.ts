import { serviceKeyList as serviceKeyListBody } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toServiceKey } from '../presenters/service-key.ts';
import { serviceKeyList } from '../selectors/service-key-list.ts';
import { refusals } from './responses.ts';

export function listServiceKeys(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/admin/service-keys',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['service keys'],
        operationId: 'listServiceKeys',
        summary: 'The keys of my programs',
        description: 'Without their secrets, which nobody keeps.',
        response: { 200: serviceKeyListBody, ...refusals(401, 403) },
      },
    },
    async () => ({ keys: (await serviceKeyList(deps.db)).map(toServiceKey) }),
  );
}
