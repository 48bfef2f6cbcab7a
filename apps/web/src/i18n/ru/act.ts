import type { Translation } from '../catalogue.ts';
import type { act as english } from '../en/act.ts';

export const act: Translation<typeof english> = {
  'act.back': 'Назад',
  'act.cancel': 'Отмена',
  'act.close': 'Закрыть',
  'act.copy': 'Копировать текст',
  'act.delete': 'Удалить',
  'act.retry': 'Повторить',
  'act.save': 'Сохранить',
  'act.send': 'Отправить',
  'act.tryAgain': 'Попробовать снова',
  'act.clear': 'Очистить',
  'act.menu': 'Меню',
  'act.showPassword': 'Показать пароль',
  'act.hidePassword': 'Скрыть пароль',
  'act.copied': 'Скопировано',
  'act.saved': 'Сохранено',
  'act.undo': 'Отменить',
};
