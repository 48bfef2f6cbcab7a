import { chatsByActivity } from '@bridges/sdk';
import type { Language } from '../../../i18n/catalogue.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { client } from '../../../realtime/client.ts';
import { routes } from '../../../routes/routes.ts';
import { chatTitle, peerOf } from '../../../store/chat-title.ts';
import type { Completion } from '../../../text/completion.ts';
import { fuzzyFind } from '../../../text/fuzzy.ts';
import type { findByName as FindByName } from '../../search/find-by-name.ts';
import { findEmoji, loadEmoji } from '../emoji/emoji-list.ts';
import type { Emoji } from '../emoji/emoji-list.ts';
import { commands } from './commands.ts';
import { mostOffers, plainOffer } from './offer.ts';
import type { Offer } from './offer.ts';
import { peopleOffers } from './people-offers.ts';
import { loadedOnce, withIt } from './soon.ts';
import type { Soon } from './soon.ts';

/** The rules of names in many scripts come with the first @ or #. */
const loadNames = loadedOnce(() => import('../../search/find-by-name.ts'));

const emoji: Record<Language, () => Soon<readonly Emoji[]>> = {
  en: loadedOnce(() => loadEmoji('en')),
  ru: loadedOnce(() => loadEmoji('ru')),
};

/** What fits, the best first; at once, as soon as all it takes has been loaded. */
export function offersFor(
  { kind, query }: Completion,
  chatId: string,
  language: Language,
  t: Translate,
): Soon<Offer[]> {
  if (kind === 'command')
    return fuzzyFind(query, commands, ({ name }) => [name]).map(({ name, about }) => ({
      ...plainOffer(name, `/${name}`, `/${name}`),
      hint: t(about),
    }));
  if (kind === 'emoji') return withIt(emoji[language](), (list) => emojiOffers(query, list));
  const chat = client.getState().chats[chatId]?.chat;
  return withIt(loadNames(), ({ findByName }) => {
    if (kind === 'chat') return chatOffers(query, t, findByName);
    return chat ? peopleOffers(query, chat, t, findByName) : [];
  });
}

const emojiOffers = (query: string, list: readonly Emoji[]): Offer[] =>
  findEmoji(list, query, mostOffers).map((found) => ({
    ...plainOffer(found.emoji, found.label, found.emoji),
    hint: found.words[0] ? `:${found.words[0]}:` : '',
    picture: { emoji: found.emoji },
  }));

function chatOffers(query: string, t: Translate, findByName: typeof FindByName): Offer[] {
  const { users } = client.getState();
  const titled = chatsByActivity(client.getState())
    .filter(({ chat }) => chat.kind === 'group')
    .map(({ chat }) => ({ chat, title: chatTitle(chat, peerOf(chat, users), t) }));
  const namesOf = ({ chat, title }: (typeof titled)[number]) => [title, chat.handle ?? ''];
  return findByName(query, titled, namesOf, mostOffers).map(({ chat, title }) => ({
    ...plainOffer(
      chat.id,
      title,
      `[#${title.replaceAll(/[[\]]/g, '')}](${new URL(routes.chat(chat.id), location.href).href})`,
    ),
    hint: chat.handle ?? '',
  }));
}
