import type { Translation } from '../catalogue.ts';
import type { privacy as english } from '../en/privacy.ts';

export const privacy: Translation<typeof english> = {
  'privacy.whoCanWrite': 'Кто может написать мне первым',
  'privacy.whoCanWriteHint': 'На чаты, которые уже есть, это не влияет.',
  'privacy.whoCanSeeLastSeen': 'Кто видит, когда я в сети',
  'privacy.whoCanSeeLastSeenHint': 'Сейчас и когда вы были здесь в последний раз.',
  'privacy.whoCanAddToGroups': 'Кто может добавлять меня в группы',
  'privacy.whoCanAddToGroupsHint': 'Остальные смогут вас пригласить.',
  'privacy.whoCanFindMe': 'Кто может меня найти',
  'privacy.whoCanFindMeHint': 'В списке людей и в поиске.',
  'privacy.everyone': 'Все',
  'privacy.contacts': 'Мои контакты',
  'privacy.nobody': 'Никто',
  'privacy.blocked': 'Чёрный список',
  'privacy.noBlocked': 'В чёрном списке никого нет. Заблокировать человека можно в информации о чате с ним.',
};
