import type { Translation } from '../catalogue.ts';
import type { info as english } from '../en/info.ts';

export const info: Translation<typeof english> = {
  'info.title': 'Информация',
  'info.username': 'Имя пользователя',
  'info.handle': 'Короткое имя',
  'info.bio': 'О себе',
  'info.birthday': 'День рождения',
  'info.joined': 'Здесь с',
  'info.lastSignIn': 'Последний вход',
  'info.status': 'Статус',
  'info.members': 'Участники',
  'info.memberCount': {
    one: '{count} участник',
    few: '{count} участника',
    many: '{count} участников',
    other: '{count} участника',
  },
};
