import type { Notification } from '@bridges/contracts';

export type Locale = 'en' | 'ru';

interface Words {
  appName: string;
  somebody: string;
  photo: string;
  video: string;
  voice: string;
  audio: string;
  file: string;
  /** More than one. */
  files(count: number): string;
  poll: string;
  message: string;
  saved: string;
  testTitle: string;
  testText: string;
  waitingTitle: string;
  waitingText: string;
  entry(entry: Notification, who: string): { title: string; text: string };
}

const russian = new Intl.PluralRules('ru');

const en: Words = {
  appName: 'Bridges',
  somebody: 'Somebody',
  photo: 'Photo',
  video: 'Video',
  voice: 'Voice message',
  audio: 'Audio',
  file: 'File',
  files: (count) => `${count} files`,
  poll: 'Poll',
  message: 'Message',
  saved: 'Saved messages',
  testTitle: 'A test from Bridges',
  testText: 'It works: this is how you will be told of messages you have not seen.',
  waitingTitle: 'Bridges',
  waitingText: 'Something new waits for you. Sign in to see it.',
  entry(entry, who) {
    switch (entry.kind) {
      case 'messages':
        return { title: 'New messages', text: `${who}: ${entry.details.text}` };
      case 'mention':
        return { title: 'You were mentioned', text: `${who} mentioned you.` };
      case 'reply':
        return { title: 'A reply', text: `${who} answered you.` };
      case 'reaction':
        return { title: 'A reaction', text: `${who} reacted to your message: ${entry.details.emoji}` };
      case 'reminder':
        return { title: 'A reminder', text: 'You wanted to be reminded of a message.' };
      case 'invitation':
        return { title: 'An invitation', text: `${who} invites you to “${entry.details.title}”.` };
      case 'join_request':
        return { title: 'A request to join', text: `${who} would like to join “${entry.details.title}”.` };
      case 'added_to_group':
        return { title: 'A new group', text: `${who} added you to “${entry.details.title}”.` };
      case 'removed_from_group':
        return { title: 'You are out of a group', text: `You were removed from “${entry.details.title}”.` };
      case 'contact_request':
        return { title: 'A contact request', text: `${who} would like to be your contact.` };
      case 'contact_accepted':
        return { title: 'A new contact', text: `${who} is your contact now.` };
      case 'new_sign_in':
        return {
          title: 'A new sign-in',
          text: `Somebody signed in to your account: ${entry.details.device}. If it was not you, change your password.`,
        };
      case 'password_changed':
        return {
          title: 'Your password was changed',
          text: 'If it was not you, sign in and change it at once.',
        };
      case 'email_changed':
        return {
          title: entry.details.hasAddress
            ? 'Your e-mail address was changed'
            : 'Your e-mail address was removed',
          text: 'If it was not you, change your password.',
        };
      case 'telegram_linked':
        return {
          title: 'Telegram was linked',
          text: `${entry.details.name} gets your messages in Telegram. If it is not you, unlink it and change your password.`,
        };
      case 'telegram_unlinked':
        return {
          title: 'Telegram was unlinked',
          text: `${entry.details.name} gets nothing in Telegram any more.`,
        };
      case 'push_added':
        return {
          title: 'One more browser is told',
          text: `${entry.details.device} shows your notifications from now on.`,
        };
    }
  },
};

const ru: Words = {
  appName: 'Bridges',
  somebody: 'Кто-то',
  photo: 'Фото',
  video: 'Видео',
  voice: 'Голосовое сообщение',
  audio: 'Аудио',
  file: 'Файл',
  files: (count) =>
    `${count} ${{ one: 'файл', few: 'файла', many: 'файлов', other: 'файла' }[russian.select(count) as 'one' | 'few' | 'many' | 'other']}`,
  poll: 'Опрос',
  message: 'Сообщение',
  saved: 'Избранное',
  testTitle: 'Проверка от Bridges',
  testText: 'Всё работает: так вы узнаете о сообщениях, которых ещё не видели.',
  waitingTitle: 'Bridges',
  waitingText: 'Для вас есть новое. Войдите, чтобы увидеть.',
  entry(entry, who) {
    switch (entry.kind) {
      case 'messages':
        return { title: 'Новые сообщения', text: `${who}: ${entry.details.text}` };
      case 'mention':
        return { title: 'Вас упомянули', text: `Вас упоминает ${who}.` };
      case 'reply':
        return { title: 'Ответ', text: `Вам отвечает ${who}.` };
      case 'reaction':
        return { title: 'Реакция', text: `${who}: ${entry.details.emoji} на ваше сообщение` };
      case 'reminder':
        return { title: 'Напоминание', text: 'Вы просили напомнить о сообщении.' };
      case 'invitation':
        return { title: 'Приглашение', text: `${who} приглашает вас в «${entry.details.title}».` };
      case 'join_request':
        return { title: 'Запрос на вступление', text: `${who} хочет вступить в «${entry.details.title}».` };
      case 'added_to_group':
        return { title: 'Новая группа', text: `${who} добавляет вас в «${entry.details.title}».` };
      case 'removed_from_group':
        return { title: 'Вы больше не в группе', text: `Вас удалили из «${entry.details.title}».` };
      case 'contact_request':
        return { title: 'Запрос в контакты', text: `${who} хочет добавить вас в контакты.` };
      case 'contact_accepted':
        return { title: 'Новый контакт', text: `${who} теперь в ваших контактах.` };
      case 'new_sign_in':
        return {
          title: 'Новый вход',
          text: `В вашу учётную запись вошли: ${entry.details.device}. Если это были не вы, смените пароль.`,
        };
      case 'password_changed':
        return { title: 'Ваш пароль изменён', text: 'Если это были не вы, войдите и сразу смените его.' };
      case 'email_changed':
        return {
          title: entry.details.hasAddress ? 'Ваш адрес почты изменён' : 'Ваш адрес почты удалён',
          text: 'Если это были не вы, смените пароль.',
        };
      case 'telegram_linked':
        return {
          title: 'Telegram привязан',
          text: `${entry.details.name} получает ваши сообщения в Telegram. Если это не вы, отвяжите его и смените пароль.`,
        };
      case 'telegram_unlinked':
        return {
          title: 'Telegram отвязан',
          text: `${entry.details.name} больше ничего не получает в Telegram.`,
        };
      case 'push_added':
        return {
          title: 'Уведомления в ещё одном браузере',
          text: `${entry.details.device} теперь показывает ваши уведомления.`,
        };
    }
  },
};

const all: Record<Locale, Words> = { en, ru };

/** What is said outside the app, in the person's language. */
export const wordsIn = (locale: Locale): Words => all[locale];
