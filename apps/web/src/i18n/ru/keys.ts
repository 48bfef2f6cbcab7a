import type { Translation } from '../catalogue.ts';
import type { keys as english } from '../en/keys.ts';

export const keys: Translation<typeof english> = {
  'keys.title': 'Сочетания клавиш',
  'keys.search': 'Поиск везде',
  'keys.switch': 'Перейти к чату или человеку',
  'keys.find': 'Поиск в открытом чате',
  'keys.findNext': 'Более старое, более новое',
  'keys.next': 'Следующий чат, предыдущий чат',
  'keys.move': 'Перемещение по списку',
  'keys.read': 'В списке чатов: прочитано или нет',
  'keys.pin': 'Закрепить чат или открепить',
  'keys.mute': 'Выключить звук чата или включить',
  'keys.archive': 'Чат в архив или обратно',
  'keys.send': 'Отправить сообщение',
  'keys.newLine': 'Новая строка',
  'keys.editLast': 'Изменить своё последнее сообщение',
  'keys.format': 'Жирный, курсив, код',
  'keys.formatMore': 'Зачёркнутый, скрытый текст, ссылка',
  'keys.escape': 'Закрыть или выйти из чата',
  'keys.help': 'Эти сочетания клавиш',
};
