import { errorBody } from '@bridges/contracts';

/** Response schemas of a route's refusals, for `schema.response`: the statuses it may answer with. */
export function refusals<const Status extends number>(
  ...statuses: Status[]
): Record<Status, typeof errorBody> {
  return Object.fromEntries(statuses.map((status) => [status, errorBody])) as Record<
    Status,
    typeof errorBody
  >;
}
