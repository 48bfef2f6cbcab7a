import { adminActList, adminActQuery } from '@bridges/contracts';
import { adminActs } from '@bridges/kit';
import type { Attached, HttpApp, ModuleName } from '@bridges/kit';
import { adminRefusals, adminTags, invalid, titleOf } from './route-parts.ts';

/** Which administrator did what by way of a module, and why. */
export function actRoutes(app: HttpApp, module: ModuleName, db: Attached['db']): void {
  app.get(
    `/api/admin/acts/${module}`,
    {
      config: { access: 'admin' },
      schema: {
        tags: adminTags,
        operationId: `list${titleOf(module)}AdminActs`,
        summary: `What administrators did by way of ${module}`,
        description: 'Each act is noted in the transaction that carries it out.',
        querystring: adminActQuery,
        response: { 200: adminActList, ...invalid, ...adminRefusals },
      },
    },
    async (request) => {
      const { acts, nextCursor } = await adminActs(db, request.query);
      return {
        acts: acts.map(({ actedAt, ...act }) => ({ ...act, actedAt: actedAt.toISOString() })),
        nextCursor,
      };
    },
  );
}
