import type { Translation } from '../catalogue.ts';
import type { letters as english } from '../en/letters.ts';

export const letters: Translation<typeof english> = {
  'letters.end': 'Больше не писать?',
  'letters.endHint': 'О пропущенных сообщениях больше не будут приходить письма.',
  'letters.endAct': 'Больше не писать',
  'letters.ended': 'Писем больше не будет',
  'letters.endedHint': 'Включить их снова можно в настройках.',
  'letters.settings': 'Настройки уведомлений',
};
