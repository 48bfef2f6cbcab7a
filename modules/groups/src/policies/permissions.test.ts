import { describe, expect, it } from 'vitest';
import type { Role } from '../tables/groups.ts';
import { assertMay, mayAct, rightsOf } from './permissions.ts';
import type { GroupAct, RoleRules } from './permissions.ts';

const usual: RoleRules = { postRole: 'member', addRole: 'admin', pinRole: 'admin', infoRole: 'admin' };
const announcements: RoleRules = { postRole: 'admin', addRole: 'owner', pinRole: 'owner', infoRole: 'owner' };
const free: RoleRules = { postRole: 'member', addRole: 'member', pinRole: 'member', infoRole: 'member' };

const yes = true;
const no = false;
/** Rules, act, and whether a member, an admin, an owner may do it. */
const table: [string, RoleRules, GroupAct, boolean, boolean, boolean][] = [
  ['usual', usual, 'post', yes, yes, yes],
  ['usual', usual, 'add', no, yes, yes],
  ['usual', usual, 'pin', no, yes, yes],
  ['usual', usual, 'info', no, yes, yes],
  ['usual', usual, 'moderate', no, yes, yes],
  ['usual', usual, 'own', no, no, yes],
  ['announcements', announcements, 'post', no, yes, yes],
  ['announcements', announcements, 'add', no, no, yes],
  ['announcements', announcements, 'pin', no, no, yes],
  ['announcements', announcements, 'info', no, no, yes],
  ['announcements', announcements, 'moderate', no, yes, yes],
  ['announcements', announcements, 'own', no, no, yes],
  ['free', free, 'post', yes, yes, yes],
  ['free', free, 'add', yes, yes, yes],
  ['free', free, 'pin', yes, yes, yes],
  ['free', free, 'info', yes, yes, yes],
  ['free', free, 'moderate', no, yes, yes],
  ['free', free, 'own', no, no, yes],
];
const roles: Role[] = ['member', 'admin', 'owner'];

describe('what each role may do', () => {
  it.each(table)('%s: %3$s', (_name, rules, act, ...expected) => {
    expect(roles.map((role) => mayAct(role, act, rules))).toEqual(expected);
    expect(roles.map((role) => rightsOf(role, rules)[act])).toEqual(expected);
    for (const [at, role] of roles.entries()) {
      const attempt = () => assertMay(role, act, rules);
      if (expected[at]) expect(attempt).not.toThrow();
      else expect(attempt).toThrow(expect.objectContaining({ code: 'groups.not_allowed' }));
    }
  });

  it('tells those outside nothing', () => {
    for (const act of ['post', 'add', 'pin', 'info', 'moderate', 'own'] as const) {
      expect(() => assertMay(undefined, act, free)).toThrow(
        expect.objectContaining({ code: 'groups.not_found' }),
      );
    }
  });
});
