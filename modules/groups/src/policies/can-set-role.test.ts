import { describe, expect, it } from 'vitest';
import type { Role } from '../tables/groups.ts';
import { assertCanSetRole } from './can-set-role.ts';

const allowed = 'allowed';
const outcomes: [target: Role | undefined, role: Role, owners: number, outcome: string][] = [
  ['member', 'admin', 1, allowed],
  ['member', 'owner', 1, allowed],
  ['admin', 'member', 1, allowed],
  ['admin', 'owner', 1, allowed],
  ['owner', 'owner', 1, allowed],
  ['owner', 'admin', 2, allowed],
  ['owner', 'admin', 1, 'groups.last_owner'],
  ['owner', 'member', 1, 'groups.last_owner'],
  [undefined, 'admin', 1, 'groups.no_such_member'],
];

describe('assertCanSetRole', () => {
  it.each(outcomes)('%s becomes %s among %i owners: %s', (target, role, ownerCount, outcome) => {
    const act = () => assertCanSetRole(target, role, ownerCount);
    if (outcome === allowed) expect(act).not.toThrow();
    else expect(act).toThrow(expect.objectContaining({ code: outcome }));
  });
});
