import { adminActList } from '@bridges/contracts';
import { adminActs } from '@bridges/kit';
import type { Attached, HttpApp, ModuleName } from '@bridges/kit';
import { adminRefusals, adminTags, titleOf } from './route-parts.ts';

/** Who let failed work of a module run again, or gave it up. */
export function actRoutes(app: HttpApp, module: ModuleName, db: Attached['db']): void {
  app.get(
    `/api/admin/acts/${module}`,
    {
      config: { access: 'admin' },
      schema: {
        tags: adminTags,
        operationId: `list${titleOf(module)}AdminActs`,
        summary: `What administrators did to failed work of ${module}`,
        response: { 200: adminActList, ...adminRefusals },
      },
    },
    async () => ({
      acts: (await adminActs(db)).map(({ actedAt, ...act }) => ({ ...act, actedAt: actedAt.toISOString() })),
    }),
  );
}
