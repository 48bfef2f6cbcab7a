export const keys = {
  'keys.title': 'Keyboard shortcuts',
  'keys.search': 'Search',
  'keys.next': 'Next chat, previous chat',
  'keys.move': 'Move through a list',
  'keys.send': 'Send the message',
  'keys.newLine': 'New line',
  'keys.escape': 'Close, or leave the chat',
  'keys.help': 'These shortcuts',
} as const;
