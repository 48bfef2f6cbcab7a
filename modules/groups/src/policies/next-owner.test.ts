import { describe, expect, it } from 'vitest';
import { nextOwner } from './next-owner.ts';

const at = (ms: number) => new Date(ms);
const owner = { userId: 'o', role: 'owner', joinedAt: at(1) } as const;
const earlyMember = { userId: 'm', role: 'member', joinedAt: at(2) } as const;
const lateAdmin = { userId: 'z', role: 'admin', joinedAt: at(9) } as const;
const twinAdmin = { userId: 'a', role: 'admin', joinedAt: at(9) } as const;

describe('nextOwner', () => {
  it('is nobody while another owner stays, or when nobody stays', () => {
    expect(nextOwner([owner, { ...owner, userId: 'p' }, lateAdmin], 'o')).toBeUndefined();
    expect(nextOwner([owner], 'o')).toBeUndefined();
  });

  it('prefers admins to members, the longest-standing, then the smaller id', () => {
    expect(nextOwner([owner, earlyMember, lateAdmin, twinAdmin], 'o')).toBe('a');
    expect(nextOwner([owner, earlyMember], 'o')).toBe('m');
  });
});
