export type BotLocale = 'en' | 'ru';

/** `ru` for those whose Telegram speaks Russian, else `en`. */
export const localeOf = (languageCode: string | undefined): BotLocale =>
  languageCode?.toLowerCase().startsWith('ru') ? 'ru' : 'en';

const many = (count: number, forms: [string, string, string]): string => {
  const rule = new Intl.PluralRules('ru').select(count);
  return forms[rule === 'one' ? 0 : rule === 'few' ? 1 : 2];
};

const en = {
  markRead: 'Mark read',
  mute: 'Mute 1 h',
  open: 'Open',
  read: '✓ Read',
  newMessages: (count: number) => `${count} new messages`,
  earlier: (count: number) => `… and ${count} earlier`,
  linked: (name: string) =>
    `Linked: here you are told what you miss as ${name}. Reply to a message of mine, and your answer is posted in ` +
    'its chat. /stop ends it.',
  movedFrom: 'What your other account misses is not told here any more.',
  alreadyLinked: 'This Telegram is linked to your account already.',
  badCode:
    'This code is not valid: it was used, or is older than ten minutes. Get a new one in the settings.',
  tooManyTries: 'Too many wrong codes. Try again in ten minutes.',
  howToLink: 'To be told here what you miss, open the settings of notifications and link Telegram there.',
  help: 'You are told here what you miss. Reply to a message of mine to answer in its chat. /stop ends it.',
  replyToAnswer: 'Reply to one of my messages: then I know which chat your answer belongs to.',
  onlyText: 'Only text can be sent from here. Your answer was not posted.',
  unlinked: 'Unlinked: nothing more is told here.',
  unlinkedThere: 'Telegram was unlinked in the settings: nothing more is told here.',
  unlinkedForSafety:
    'The password of your account was changed, which unlinks Telegram. Link it again in the settings.',
  replaced: 'Another Telegram account was linked instead of this one: nothing more is told here.',
  notLinked: 'This Telegram is not linked to any account.',
  deactivated: 'Your account is deactivated. Ask an administrator of the server.',
  tooOld: 'This message is too old: open the chat in the app.',
  tooFast: 'Too fast. Try again in a minute.',
  markedRead: 'Marked as read',
  muted: 'Muted for an hour',
  gone: 'You are no longer in this chat.',
  failed: 'That did not work. Try again in the app.',
  notPosted: (why: string) => `Not posted: ${why}`,
  refusals: {
    'messages.chat_not_found': 'you are no longer in this chat.',
    'messages.chat_read_only': 'the chat is closed for new messages.',
    'messages.post_forbidden': 'your role does not let you write in this chat.',
    'messages.cannot_write': 'you can not write to this person.',
    'messages.peer_deactivated': 'the account of this person is deactivated.',
    'messages.slow_mode': 'slow mode: wait a little before your next message.',
    'messages.text_invalid': 'a message holds 1 to 4,096 characters.',
  } as Record<string, string>,
  refusedOtherwise: 'try again in the app.',
  commands: { start: 'How this works', stop: 'Tell me nothing more here' },
};
export type BotWords = typeof en;

const ru: BotWords = {
  markRead: 'Прочитано',
  mute: 'Без звука 1 ч',
  open: 'Открыть',
  read: '✓ Прочитано',
  newMessages: (count) =>
    `${count} ${many(count, ['новое сообщение', 'новых сообщения', 'новых сообщений'])}`,
  earlier: (count) => `… и ещё ${count} ${many(count, ['более раннее', 'более ранних', 'более ранних'])}`,
  linked: (name) =>
    `Готово: сюда приходит пропущенное для ${name}. Ответьте на моё сообщение, и ваш ответ появится в том чате. ` +
    '/stop — отключить.',
  movedFrom: 'Пропущенное для вашего другого аккаунта сюда больше не приходит.',
  alreadyLinked: 'Этот Telegram уже привязан к вашему аккаунту.',
  badCode: 'Код не подходит: он уже использован или старше десяти минут. Получите новый в настройках.',
  tooManyTries: 'Слишком много неверных кодов. Попробуйте через десять минут.',
  howToLink: 'Чтобы узнавать здесь о пропущенном, откройте настройки уведомлений и привяжите Telegram.',
  help: 'Сюда приходит пропущенное. Ответьте на моё сообщение, чтобы написать в тот чат. /stop — отключить.',
  replyToAnswer: 'Ответьте на одно из моих сообщений: так я пойму, в какой чат отправить ответ.',
  onlyText: 'Отсюда можно отправить только текст. Ответ не отправлен.',
  unlinked: 'Отвязано: сюда больше ничего не придёт.',
  unlinkedThere: 'Telegram отвязан в настройках: сюда больше ничего не придёт.',
  unlinkedForSafety:
    'Пароль вашего аккаунта изменён, поэтому Telegram отвязан. Привяжите его снова в настройках.',
  replaced: 'Вместо этого привязан другой аккаунт Telegram: сюда больше ничего не придёт.',
  notLinked: 'Этот Telegram не привязан ни к какому аккаунту.',
  deactivated: 'Ваша учётная запись отключена. Обратитесь к администратору сервера.',
  tooOld: 'Это сообщение слишком старое: откройте чат в приложении.',
  tooFast: 'Слишком часто. Попробуйте через минуту.',
  markedRead: 'Отмечено прочитанным',
  muted: 'Без звука на час',
  gone: 'Вы больше не состоите в этом чате.',
  failed: 'Не получилось. Попробуйте в приложении.',
  notPosted: (why) => `Не отправлено: ${why}`,
  refusals: {
    'messages.chat_not_found': 'вы больше не состоите в этом чате.',
    'messages.chat_read_only': 'чат закрыт для новых сообщений.',
    'messages.post_forbidden': 'ваша роль не позволяет писать в этот чат.',
    'messages.cannot_write': 'вы не можете писать этому человеку.',
    'messages.peer_deactivated': 'учётная запись этого человека отключена.',
    'messages.slow_mode': 'медленный режим: подождите немного.',
    'messages.text_invalid': 'в сообщении от 1 до 4096 символов.',
  },
  refusedOtherwise: 'попробуйте в приложении.',
  commands: { start: 'Как это работает', stop: 'Больше ничего сюда не присылать' },
};

/** What the bot says. */
export const wordsOf = (locale: BotLocale): BotWords => (locale === 'ru' ? ru : en);
