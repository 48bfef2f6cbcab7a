import { all } from './route-row.ts';
import type { Expected, Row } from './route-row.ts';

const administrators: Expected = { ...all(403), anonymous: 401, service: 401, serverAdmin: 2 };
const modules = ['accounts', 'groups', 'messages', 'files', 'notifications'];

/** Background tasks that failed for good: for administrators, and nothing has failed here. */
export const jobRows: Readonly<Record<string, Row>> = Object.fromEntries(
  modules.flatMap((module): [string, Row][] => [
    [
      `GET /api/admin/jobs/${module}`,
      { expected: administrators, ask: () => ({ path: `/api/admin/jobs/${module}` }) },
    ],
    [
      `POST /api/admin/jobs/${module}/:id/retry`,
      {
        expected: { ...administrators, serverAdmin: 404 },
        ask: () => ({
          path: `/api/admin/jobs/${module}/987654321/retry`,
          unknown: `/api/admin/jobs/${module}/987654322/retry`,
        }),
      },
    ],
  ]),
);
