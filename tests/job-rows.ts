import { randomUUID } from 'node:crypto';
import { all, get } from './route-row.ts';
import type { Expected, Row } from './route-row.ts';

const administrators: Expected = { ...all(403), anonymous: 401, service: 401, serverAdmin: 2 };
// Nothing has failed here.
const nothingThere: Expected = { ...administrators, serverAdmin: 404 };
const modules = ['accounts', 'groups', 'messages', 'files', 'notifications'];

const absent =
  (path: (id: string) => string, ids: () => [string, string]): Row['ask'] =>
  () => {
    const [one, other] = ids();
    return { path: path(one), unknown: path(other) };
  };
const jobIds = (): [string, string] => ['987654321', '987654322'];
const eventIds = (): [string, string] => [randomUUID(), randomUUID()];

/** Background work and numbers, for administrators alone. */
export const jobRows: Readonly<Record<string, Row>> = Object.fromEntries([
  ...['accounts', 'groups', 'gateway', 'messages', 'files', 'notifications'].map((module): [string, Row] => [
    `GET /api/admin/overview/${module}`,
    { expected: administrators, ask: get(`/api/admin/overview/${module}`) },
  ]),
  ...modules.flatMap((module): [string, Row][] => {
    const jobs = `/api/admin/jobs/${module}`;
    const events = `/api/admin/events/${module}`;
    const of = (id: string) => `${events}/${module}.on-something/${id}`;
    return [
      [`GET ${jobs}`, { expected: administrators, ask: get(jobs) }],
      [
        `POST ${jobs}/:id/retry`,
        { expected: nothingThere, ask: absent((id) => `${jobs}/${id}/retry`, jobIds) },
      ],
      [`DELETE ${jobs}/:id`, { expected: nothingThere, ask: absent((id) => `${jobs}/${id}`, jobIds) }],
      [`GET ${events}`, { expected: administrators, ask: get(events) }],
      [
        `POST ${events}/:consumer/:eventId/replay`,
        { expected: nothingThere, ask: absent((id) => `${of(id)}/replay`, eventIds) },
      ],
      [
        `DELETE ${events}/:consumer/:eventId`,
        { expected: nothingThere, ask: absent((id) => of(id), eventIds) },
      ],
      [`GET /api/admin/acts/${module}`, { expected: administrators, ask: get(`/api/admin/acts/${module}`) }],
    ];
  }),
]);
