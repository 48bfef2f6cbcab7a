import type { Translation } from '../catalogue.ts';
import type { letters as english } from '../en/letters.ts';

export const letters: Translation<typeof english> = {
  'letters.end': 'Отключить письма?',
  'letters.endHint': 'Письма о пропущенных сообщениях больше не будут приходить.',
  'letters.endAct': 'Отключить письма',
  'letters.ended': 'Письма отключены',
  'letters.endedHint': 'Включить их снова можно в настройках.',
  'letters.settings': 'Настройки уведомлений',
};
