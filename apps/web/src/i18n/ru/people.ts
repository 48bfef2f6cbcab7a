import type { Translation } from '../catalogue.ts';
import type { people as english } from '../en/people.ts';

export const people: Translation<typeof english> = {
  'people.title': 'Люди',
  'people.search': 'Имя',
  'people.sort': 'Порядок',
  'people.sortLastSeen': 'Недавние',
  'people.sortName': 'По имени',
  'people.sortJoined': 'Новые',
  'people.empty': 'Здесь пока никого, кроме вас',
  'people.emptyHint': 'Отправьте этот адрес тем, с кем хотите общаться:',
  'people.copyLink': 'Скопировать адрес',
  'people.failed': 'Не удалось загрузить список людей',
  'people.admin': 'администратор',
  'people.you': 'вы',
};
