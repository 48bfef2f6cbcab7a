export const app = {
  'app.admin': 'Administration',
  'app.connecting': 'Connecting…',
  'app.offline': 'Waiting for network…',
  'app.newVersion': 'A new version is ready.',
  'app.reload': 'Reload',
  'app.failed': 'Something broke on this screen',
  'app.failedHint': 'Your messages are safe. Reload to go on.',
  'app.notFound': 'There is nothing at this address',
  'app.notFoundHint': 'The link may be old, or mistyped.',
  'app.toChats': 'Go to chats',
  'app.skip': 'Skip to messages',
} as const;
