import type { Translation } from '../catalogue.ts';
import type { error as english } from '../en/error.ts';

export const error: Translation<typeof english> = {
  'error.network': 'Нет связи с сервером. Проверьте сеть и попробуйте ещё раз.',
  'error.unknown': 'Не получилось. Попробуйте ещё раз.',
  'error.signIn': 'Неверное имя пользователя или пароль.',
  'error.usernameTaken': 'Это имя занято. Выберите другое.',
  'error.rateLimited': 'Слишком много попыток. Немного подождите и попробуйте снова.',
  'error.wrongPassword': 'Текущий пароль указан неверно.',
  'error.setupToken': 'Эта ссылка больше не действует. Найдите более новую в выводе сервера.',
  'error.invalid': 'Проверьте, что вы ввели.',
  'error.chatNotFound': 'Такого чата нет, или вы в нём не состоите',
};
