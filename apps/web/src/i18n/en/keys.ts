export const keys = {
  'keys.title': 'Keyboard shortcuts',
  'keys.search': 'Search',
  'keys.next': 'Next chat, previous chat',
  'keys.move': 'Move through a list',
  'keys.read': 'In the chat list: read or unread',
  'keys.pin': 'Pin or unpin the chat',
  'keys.mute': 'Mute or unmute the chat',
  'keys.archive': 'Archive the chat, or bring it back',
  'keys.send': 'Send the message',
  'keys.newLine': 'New line',
  'keys.escape': 'Close, or leave the chat',
  'keys.help': 'These shortcuts',
} as const;
