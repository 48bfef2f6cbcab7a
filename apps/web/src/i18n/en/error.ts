export const error = {
  'error.network': 'No connection to the server. Check the network and try again.',
  'error.unknown': 'That didn’t work. Try again.',
  'error.signIn': 'Wrong username or password.',
  'error.usernameTaken': 'This username is taken. Choose another.',
  'error.rateLimited': 'Too many tries. Wait a little and try again.',
  'error.wrongPassword': 'The current password is wrong.',
  'error.setupToken': 'This set-up link is no longer valid. Look for a newer one in the server’s output.',
  'error.invalid': 'Check what you have filled in.',
  'error.chatNotFound': 'This chat doesn’t exist, or you are not in it',
} as const;
