import type { Translation } from '../catalogue.ts';
import type { app as english } from '../en/app.ts';

export const app: Translation<typeof english> = {
  'app.admin': 'Администрирование',
  'app.connecting': 'Соединение…',
  'app.offline': 'Ожидание сети…',
  'app.newVersion': 'Готова новая версия.',
  'app.reload': 'Обновить',
  'app.failed': 'На этом экране что-то сломалось',
  'app.failedHint': 'Сообщения целы. Обновите страницу, чтобы продолжить.',
  'app.screenMissing': 'Этот экран не загрузился',
  'app.partMissing': 'Загрузить не удалось. Проверьте сеть и попробуйте ещё раз.',
  'app.notFound': 'По этому адресу ничего нет',
  'app.notFoundHint': 'Возможно, ссылка устарела или набрана с ошибкой.',
  'app.toChats': 'К чатам',
  'app.skip': 'К сообщениям',
};
