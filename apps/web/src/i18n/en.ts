import { act } from './en/act.ts';
import { app } from './en/app.ts';
import { auth } from './en/auth.ts';
import { chat } from './en/chat.ts';
import { chatList } from './en/chat-list.ts';
import { chats } from './en/chats.ts';
import { contacts } from './en/contacts.ts';
import { error } from './en/error.ts';
import { field } from './en/field.ts';
import { groups } from './en/groups.ts';
import { inbox } from './en/inbox.ts';
import { info } from './en/info.ts';
import { keys } from './en/keys.ts';
import { letters } from './en/letters.ts';
import { media } from './en/media.ts';
import { message } from './en/message.ts';
import { composer } from './en/composer.ts';
import { poll } from './en/poll.ts';
import { system } from './en/system.ts';
import { people } from './en/people.ts';
import { presence } from './en/presence.ts';
import { privacy } from './en/privacy.ts';
import { role } from './en/role.ts';
import { search } from './en/search.ts';
import { settings } from './en/settings.ts';

/** English: the catalogue that defines the keys; a key's first part names its file. `{name}` is a parameter; an object holds plural forms. */
export const en = {
  ...app,
  ...act,
  ...auth,
  ...field,
  ...error,
  ...chats,
  ...chatList,
  ...people,
  ...contacts,
  ...privacy,
  ...chat,
  ...system,
  ...poll,
  ...composer,
  ...message,
  ...letters,
  ...media,
  ...presence,
  ...groups,
  ...inbox,
  ...info,
  ...role,
  ...search,
  ...settings,
  ...keys,
} as const;
