import type { Translation } from '../catalogue.ts';
import type { presence as english } from '../en/presence.ts';

export const presence: Translation<typeof english> = {
  'presence.online': 'в сети',
  'presence.never': 'был(а) давно',
  'presence.justNow': 'был(а) только что',
  'presence.minutes': {
    one: 'был(а) {count} минуту назад',
    few: 'был(а) {count} минуты назад',
    many: 'был(а) {count} минут назад',
    other: 'был(а) {count} минуты назад',
  },
  'presence.today': 'был(а) в {time}',
  'presence.yesterday': 'был(а) вчера в {time}',
  'presence.date': 'был(а) {date}',
  'presence.deactivated': 'учётная запись отключена',
};
