import type { Translation } from '../catalogue.ts';
import type { chats as english } from '../en/chats.ts';

export const chats: Translation<typeof english> = {
  'chats.search': 'Поиск',
  'chats.list': 'Список чатов',
  'chats.width': 'Ширина списка чатов',
  'chats.saved': 'Избранное',
  'chats.savedHint': 'Чат с собой: заметки, ссылки, всё, что нужно сохранить.',
  'chats.draft': 'Черновик:',
  'chats.you': 'Вы:',
  'chats.noMessages': 'Сообщений пока нет',
  'chats.empty': 'Здесь будут ваши чаты',
  'chats.emptyHint': 'Найдите человека и напишите первое сообщение.',
  'chats.findPeople': 'Найти людей',
  'chats.failed': 'Не удалось загрузить чаты',
  'chats.pick': 'Выберите чат, чтобы начать общение',
  'chats.unread': {
    one: '{count} непрочитанное сообщение',
    few: '{count} непрочитанных сообщения',
    many: '{count} непрочитанных сообщений',
    other: '{count} непрочитанных сообщения',
  },
  'chats.foundChats': 'Чаты',
  'chats.foundPeople': 'Люди',
  'chats.nothingFound': 'По запросу «{query}» ничего не найдено',
  'chats.nothingFoundHint': 'Попробуйте часть имени.',
  'chats.group': 'Группа',
};
