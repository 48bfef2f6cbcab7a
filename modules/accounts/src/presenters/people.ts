import type { Privacy, Relation } from '@bridges/contracts';
import type { Standing } from '../policies/may-with.ts';
import type { RelationRow } from '../selectors/relations.ts';

export function toRelation(row: RelationRow): Relation {
  return {
    userId: row.userId,
    state: row.state ?? 'none',
    since: row.since?.toISOString() ?? null,
    isBlocked: row.isBlocked,
  };
}

export function toPrivacy(choices: Pick<Standing, keyof Privacy>): Privacy {
  const { whoCanWrite, whoCanSeeLastSeen, whoCanAddToGroups, whoCanFindMe } = choices;
  return { whoCanWrite, whoCanSeeLastSeen, whoCanAddToGroups, whoCanFindMe };
}
