import type { MemberRow } from '../tables/groups.ts';

type Candidate = Pick<MemberRow, 'userId' | 'role' | 'joinedAt'>;

/**
 * Who becomes owner when `leaverId` goes: nobody while another owner stays, else the longest-standing admin,
 * else the longest-standing member. Equal joining times fall to the smaller id, so that it is one answer.
 */
export function nextOwner(members: readonly Candidate[], leaverId: string): string | undefined {
  const staying = members.filter((member) => member.userId !== leaverId);
  if (staying.some((member) => member.role === 'owner')) return undefined;
  const admins = staying.filter((member) => member.role === 'admin');
  const candidates = admins.length > 0 ? admins : staying;
  return candidates.toSorted(bySeniority)[0]?.userId;
}

function bySeniority(a: Candidate, b: Candidate): number {
  return a.joinedAt.getTime() - b.joinedAt.getTime() || (a.userId < b.userId ? -1 : 1);
}
