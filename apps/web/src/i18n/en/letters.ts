export const letters = {
  'letters.end': 'Stop these e-mails?',
  'letters.endHint': 'You will no longer be told by e-mail of messages you missed.',
  'letters.endAct': 'Stop e-mails',
  'letters.ended': 'You will get no more e-mails',
  'letters.endedHint': 'You can turn them on again in the settings.',
  'letters.settings': 'Notification settings',
} as const;
