export const letters = {
  'letters.end': 'Stop these e-mails?',
  'letters.endHint': 'Nothing you missed will be sent to this address any more.',
  'letters.endAct': 'Stop e-mails',
  'letters.ended': 'You will get no more e-mails',
  'letters.endedHint': 'You can turn them on again in the settings.',
  'letters.settings': 'Notification settings',
} as const;
