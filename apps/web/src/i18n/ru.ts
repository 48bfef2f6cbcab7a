import type { Catalogue } from './catalogue.ts';
import { act } from './ru/act.ts';
import { app } from './ru/app.ts';
import { auth } from './ru/auth.ts';
import { chat } from './ru/chat.ts';
import { chatList } from './ru/chat-list.ts';
import { chats } from './ru/chats.ts';
import { contacts } from './ru/contacts.ts';
import { error } from './ru/error.ts';
import { field } from './ru/field.ts';
import { groups } from './ru/groups.ts';
import { inbox } from './ru/inbox.ts';
import { info } from './ru/info.ts';
import { keys } from './ru/keys.ts';
import { letters } from './ru/letters.ts';
import { media } from './ru/media.ts';
import { message } from './ru/message.ts';
import { composer } from './ru/composer.ts';
import { poll } from './ru/poll.ts';
import { system } from './ru/system.ts';
import { people } from './ru/people.ts';
import { presence } from './ru/presence.ts';
import { privacy } from './ru/privacy.ts';
import { role } from './ru/role.ts';
import { search } from './ru/search.ts';
import { settings } from './ru/settings.ts';

export const ru: Catalogue = {
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
};
