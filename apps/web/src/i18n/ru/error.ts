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
  'error.cannotWrite': 'Этому человеку нельзя написать.',
  'error.personGone': 'Этого человека здесь больше нет.',
  'error.personBlocked': 'Этот человек в вашем чёрном списке. Сначала разблокируйте его.',
  'error.requestGone': 'Этой заявки больше нет.',
  'error.invalid': 'Проверьте, что вы ввели.',
  'error.chatNotFound': 'Такого чата нет, или вы в нём не состоите',
  'error.handleTaken': 'Этот адрес занят другой группой. Выберите другой.',
  'error.notAllowed': 'Ваша роль в группе не позволяет этого.',
  'error.lastOwner': 'У группы должен быть владелец. Сначала назначьте другого.',
  'error.banned': 'Вернуться в эту группу нельзя.',
  'error.inviteOnly': 'В эту группу входят только по приглашению.',
  'error.linkDead': 'Ссылка больше не действует. Попросите новую.',
  'error.gone': 'Этого больше нет. Возможно, кто-то уже ответил.',
  'error.userBanned': 'Кто-то из них забанен. Сначала снимите бан.',
};
