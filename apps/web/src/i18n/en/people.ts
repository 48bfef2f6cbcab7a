export const people = {
  'people.title': 'People',
  'people.search': 'Name or username',
  'people.sort': 'Sort',
  'people.sortLastSeen': 'Last seen',
  'people.sortName': 'Name',
  'people.sortJoined': 'Newest',
  'people.empty': 'Nobody else is here yet',
  'people.emptyHint': 'Share this address with the people you want to talk to:',
  'people.copyLink': 'Copy address',
  'people.failed': 'The list of people could not be loaded',
  'people.admin': 'administrator',
  'people.you': 'you',
} as const;
