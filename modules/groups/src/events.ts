/** Events this module writes; their messages are in contracts/proto/bridges/groups/v1/events.proto. */
export const events = {
  membershipChanged: 'groups.membership_changed.v1',
} as const;
