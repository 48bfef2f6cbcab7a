export const info = {
  'info.title': 'Info',
  'info.username': 'Username',
  'info.handle': 'Short name',
  'info.bio': 'About',
  'info.birthday': 'Birthday',
  'info.joined': 'Joined',
  'info.lastSignIn': 'Last sign-in',
  'info.status': 'Status',
  'info.members': 'Members',
  'info.memberCount': { one: '{count} member', other: '{count} members' },
} as const;
