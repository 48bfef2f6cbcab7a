export const presence = {
  'presence.online': 'online',
  'presence.never': 'last seen long ago',
  'presence.justNow': 'last seen just now',
  'presence.minutes': { one: 'last seen {count} minute ago', other: 'last seen {count} minutes ago' },
  'presence.today': 'last seen at {time}',
  'presence.yesterday': 'last seen yesterday at {time}',
  'presence.date': 'last seen {date}',
  'presence.deactivated': 'account deactivated',
} as const;
