/** Events this module writes; their messages are in contracts/proto/bridges/groups/v1/events.proto. */
export const events = {
  membershipChanged: 'groups.membership_changed.v1',
  membersAdded: 'groups.members_added.v1',
  memberRemoved: 'groups.member_removed.v1',
  invitationCreated: 'groups.invitation_created.v1',
  joinRequested: 'groups.join_requested.v1',
  doorsClosed: 'groups.doors_closed.v1',
} as const;
