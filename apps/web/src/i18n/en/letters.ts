export const letters = {
  'letters.end': 'No more letters?',
  'letters.endHint': 'You will not be told by e-mail any more of messages that you have missed.',
  'letters.endAct': 'No more letters',
  'letters.ended': 'No more letters',
  'letters.endedHint': 'In the settings you can turn them on again.',
  'letters.settings': 'Settings of notifications',
} as const;
