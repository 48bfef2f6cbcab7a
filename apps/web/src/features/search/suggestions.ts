import { parseDay } from '@bridges/contracts/search';
import type { SearchHas } from '@bridges/contracts';
import type { ChatState, ClientState, PublicUser } from '@bridges/sdk';
import type { Language } from '../../i18n/catalogue.ts';
import { formatDate } from '../../i18n/dates.ts';
import type { Translate } from '../../i18n/translate.ts';
import { chatTitle, peerOf, userName } from '../../store/chat-title.ts';
import { chipsOf } from './filters.ts';
import type { Chip, Pending } from './filters.ts';
import { findByName, namesOfChat } from './find-by-name.ts';

/** A filter to choose: it becomes a chip, or is begun in the field. */
export interface Suggestion {
  readonly id: string;
  readonly label: string;
  readonly chips?: readonly Chip[];
  readonly write?: string;
}

interface Known {
  pending: Pending | null;
  t: Translate;
  language: Language;
  chats: readonly ChatState[];
  users: ClientState['users'];
  /** She is offered as such. */
  meId: string | undefined;
  /** Found in the directory by what is written so far. */
  found: readonly PublicUser[];
  openChat: ChatState | undefined;
}

const hasKinds: readonly SearchHas[] = ['image', 'file', 'link', 'voice', 'video', 'audio', 'poll'];
const most = 8;

/** What may come next: of the filter that is being written its values, else the filters themselves. */
export function suggestionsFor(known: Known): Suggestion[] {
  const { pending } = known;
  if (!pending) return filters(known);
  switch (pending.kind) {
    case 'from':
      return people(known, pending.value);
    case 'in':
      return places(known, pending.value);
    case 'has': {
      const all = hasKinds.map((kind) => hasOf(kind, known.t));
      const fitting = all.filter(
        ({ id, label }) => id.includes(pending.value) || label.toLowerCase().startsWith(pending.value),
      );
      const written = chipsOf('has', pending.value).flatMap((chip) =>
        all.filter(({ id }) => id === chip.value),
      );
      return [...new Set([...written, ...fitting])];
    }
    case 'is':
      return [pinned(known.t)];
    case 'before':
    case 'after':
      return dates(known, pending.kind, pending.value);
  }
}

const hasOf = (kind: SearchHas, t: Translate): Suggestion => ({
  id: kind,
  label: t(`search.has_${kind}`),
  chips: [{ kind: 'has', value: kind }],
});
const pinned = (t: Translate): Suggestion => ({
  id: 'pinned',
  label: t('search.pinned'),
  chips: [{ kind: 'is', value: 'pinned' }],
});

function filters({ t, openChat, users }: Known): Suggestion[] {
  const begin = (kind: 'from' | 'in' | 'before' | 'after'): Suggestion => ({
    id: kind,
    label: t(`search.filter_${kind}`),
    write: t(`search.write_${kind}`),
  });
  return [
    ...(openChat ? [{ ...placeOf(openChat, users, t), id: 'here', label: t('search.inThisChat') }] : []),
    begin('from'),
    begin('in'),
    ...hasKinds.slice(0, 4).map((kind) => hasOf(kind, t)),
    begin('before'),
    begin('after'),
    pinned(t),
  ];
}

function people({ users, found, meId, t }: Known, value: string): Suggestion[] {
  const known = new Map([...Object.values(users), ...found].map((user) => [user.id, user]));
  const all = [...known.values()].filter(({ id }) => id !== meId);
  const me: Suggestion = { id: 'me', label: t('search.me'), chips: [{ kind: 'from', value: 'me' }] };
  const fitting = findByName(value, all, (user) => [userName(user, t), user.username], most);
  const isMe = value === '' || t('search.me').toLowerCase().startsWith(value.toLowerCase()) || value === 'me';
  return [
    ...(isMe ? [me] : []),
    ...fitting.map((user) => ({
      id: user.id,
      label: `${userName(user, t)} @${user.username}`,
      chips: [{ kind: 'from' as const, value: user.id, label: userName(user, t) }],
    })),
  ];
}

const places = ({ chats, users, t }: Known, value: string): Suggestion[] =>
  findByName(value, chats, (state) => namesOfChat(state, users, t), most).map((state) =>
    placeOf(state, users, t),
  );

function placeOf({ chat }: ChatState, users: ClientState['users'], t: Translate): Suggestion {
  const label = chatTitle(chat, peerOf(chat, users), t);
  return { id: chat.id, label, chips: [{ kind: 'in', value: chat.id, label }] };
}

function dates({ t, language }: Known, kind: 'before' | 'after', value: string): Suggestion[] {
  const now = { nowMs: Date.now(), utcOffset: -new Date().getTimezoneOffset() };
  const written = parseDay(value, now);
  const chips = (day: string) => [{ kind, value: day }];
  if (written) return [{ id: 'written', label: formatDate(written, language), chips: chips(value) }];
  return [
    { id: 'today', label: t('search.today'), chips: chips('today') },
    { id: 'yesterday', label: t('search.yesterday'), chips: chips('yesterday') },
    { id: 'week', label: t('search.weekAgo'), chips: chips('7d') },
    { id: 'month', label: t('search.monthAgo'), chips: chips('30d') },
  ];
}
