/** What messages says of a person and a chat at the moment of telling. */
export interface UnreadNow {
  isMember: boolean;
  readSeq: number;
  level: string;
  mutedUntilMs: number;
  count: number;
}

/** Why a person is not told of a chat: `muted`, with until when; null: she is. */
export interface WhyNot {
  code: 'not_member' | 'muted' | 'level_none' | 'read' | 'nothing_left';
  details: Record<string, unknown>;
}

/** Whether messages up to `lastSeq` are still to be told to somebody. */
export function mayStillTell(unread: UnreadNow, lastSeq: number, now: Date): WhyNot | null {
  if (!unread.isMember) return { code: 'not_member', details: {} };
  if (unread.readSeq >= lastSeq) return { code: 'read', details: {} };
  if (unread.level === 'none') return { code: 'level_none', details: {} };
  if (unread.mutedUntilMs > now.getTime())
    return { code: 'muted', details: { until: new Date(unread.mutedUntilMs).toISOString() } };
  // Deleted, hidden, or of senders she does not want to hear of.
  if (unread.count === 0) return { code: 'nothing_left', details: {} };
  return null;
}
