/** Names of the events that accounts stores in its outbox; their shapes are in `accounts/v1/events.proto`. */
export const events = {
  userRegistered: 'accounts.user_registered.v1',
  userUpdated: 'accounts.user_updated.v1',
  sessionStarted: 'accounts.session_started.v1',
  sessionsEnded: 'accounts.sessions_ended.v1',
  contactRequested: 'accounts.contact_requested.v1',
  contactAccepted: 'accounts.contact_accepted.v1',
  contactRemoved: 'accounts.contact_removed.v1',
  blockChanged: 'accounts.block_changed.v1',
  deactivationChanged: 'accounts.deactivation_changed.v1',
  privacyChanged: 'accounts.privacy_changed.v1',
  mailAddressChanged: 'accounts.mail_address_changed.v1',
} as const;
