type Plural = Record<'one' | 'other', string> & Partial<Record<'few' | 'many', string>>;

interface DigestWords {
  messages: Plural;
  chats: Plural;
  more: Plural;
  news: Plural;
  /** Subjects. */
  from: string;
  mentionedIn: string;
  several: string;
  mentioned: string;
  open: string;
  openChat: string;
  lead: string;
  reason: string;
  settings: string;
  unsubscribe: string;
}

/** What letters about missed messages say. */
export const digestWords: Record<'en' | 'ru', DigestWords> = {
  en: {
    messages: { one: '{count} new message', other: '{count} new messages' },
    chats: { one: '{count} chat', other: '{count} chats' },
    more: { one: 'and {count} more before these', other: 'and {count} more before these' },
    news: { one: '{count} piece of news', other: '{count} pieces of news' },
    from: '{title}: {messages}',
    mentionedIn: '{title}: you were mentioned',
    several: '{messages} in {chats}',
    mentioned: 'mentions you',
    open: 'Open Bridges',
    openChat: 'Answer in Bridges',
    lead: 'This came while you were away.',
    reason: 'You get letters about messages that you have not seen in Bridges.',
    settings: 'Settings',
    unsubscribe: 'No more letters',
  },
  ru: {
    messages: {
      one: '{count} новое сообщение',
      few: '{count} новых сообщения',
      many: '{count} новых сообщений',
      other: '{count} нового сообщения',
    },
    chats: { one: '{count} чате', few: '{count} чатах', many: '{count} чатах', other: '{count} чата' },
    more: {
      one: 'и ещё {count} до этого',
      few: 'и ещё {count} до этого',
      many: 'и ещё {count} до этого',
      other: 'и ещё {count} до этого',
    },
    news: {
      one: '{count} новость',
      few: '{count} новости',
      many: '{count} новостей',
      other: '{count} новости',
    },
    from: '{title}: {messages}',
    mentionedIn: '{title}: вас упомянули',
    several: '{messages} в {chats}',
    mentioned: 'упоминает вас',
    open: 'Открыть Bridges',
    openChat: 'Ответить в Bridges',
    lead: 'Это пришло, пока вас не было.',
    reason: 'Вы получаете письма о сообщениях, которых ещё не видели в Bridges.',
    settings: 'Настройки',
    unsubscribe: 'Больше не писать',
  },
};

/** A counted word in the right form. */
export function counted(language: 'en' | 'ru', forms: Plural, count: number): string {
  const form = new Intl.PluralRules(language).select(count);
  const text = forms[form as keyof Plural] ?? forms.other;
  return text.replace('{count}', new Intl.NumberFormat(language).format(count));
}
