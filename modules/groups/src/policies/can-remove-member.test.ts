import { describe, expect, it } from 'vitest';
import type { Role } from '../tables/groups.ts';
import { assertCanRemoveMember } from './can-remove-member.ts';

const allowed = 'allowed';
const outcomes: [actor: Role | undefined, target: Role | undefined, outcome: string][] = [
  ['owner', 'owner', allowed],
  ['owner', 'admin', allowed],
  ['owner', 'member', allowed],
  ['owner', undefined, allowed],
  ['admin', 'owner', 'groups.owner_protected'],
  ['admin', 'admin', allowed],
  ['admin', 'member', allowed],
  ['admin', undefined, allowed],
  ['member', 'owner', 'groups.not_allowed'],
  ['member', 'member', 'groups.not_allowed'],
  ['member', undefined, 'groups.not_allowed'],
  [undefined, 'owner', 'groups.not_found'],
  [undefined, 'member', 'groups.not_found'],
  [undefined, undefined, 'groups.not_found'],
];

describe('assertCanRemoveMember', () => {
  it.each(outcomes)('%s removes %s: %s', (actor, target, outcome) => {
    const act = () => assertCanRemoveMember(actor, target);
    if (outcome === allowed) expect(act).not.toThrow();
    else expect(act).toThrow(expect.objectContaining({ code: outcome }));
  });
});
