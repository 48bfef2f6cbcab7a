import { CloseCode } from '@bridges/contracts/protocol';
import type { EndSessions, LiveEvent, Silence, Unwatch } from '@bridges/contracts/proto';
import type { Channel } from './channel.ts';
import type { Hub } from './hub.ts';
import { unwatch } from './watching.ts';

/** Carries out what another module says about a user's sockets, in the tick it is heard (G7). */
export function applyControl(hub: Hub, own: Channel, control: LiveEvent['control']): void {
  if (control.case === 'subscribe') subscribe(hub, own, control.value.chatId);
  else if (control.case === 'unsubscribe') unsubscribe(hub, own, control.value.chatId);
  else if (control.case === 'unwatch') unwatchAll(hub, own, control.value);
  else if (control.case === 'silence') silence(hub, control.value);
  else if (control.case === 'endSessions') endSessions(own, control.value);
}

function subscribe(hub: Hub, own: Channel, chatId: string): void {
  for (const room of own.rooms) room.changedChats?.set(chatId, true);
  for (const connection of own.connections) {
    connection.changedChats?.set(chatId, true);
    hub.joinChat(connection, chatId);
  }
}

function unsubscribe(hub: Hub, own: Channel, chatId: string): void {
  for (const connection of own.connections) {
    connection.changedChats?.set(chatId, false);
    hub.leaveChat(connection, chatId);
  }
  // Closing takes them out of the list that is walked.
  for (const room of [...own.rooms]) {
    room.changedChats?.set(chatId, false);
    if (room.roomChatId === chatId) room.close(CloseCode.removedFromChat);
  }
}

function unwatchAll(hub: Hub, own: Channel, { userIds, keepsProfile }: Unwatch): void {
  for (const connection of own.connections) {
    for (const userId of userIds) unwatch(hub, connection, userId, keepsProfile);
  }
}

function silence(hub: Hub, { chatId, isSilent }: Silence): void {
  const channel = hub.find(`chat:${chatId}`);
  if (channel) channel.isSilent = isSilent;
}

function endSessions(own: Channel, { sessionIds, isDeactivated }: EndSessions): void {
  const ended = new Set(sessionIds);
  const code = isDeactivated ? CloseCode.deactivated : CloseCode.sessionEnded;
  for (const connection of [...own.connections, ...own.rooms]) {
    if (ended.has(connection.sessionId)) connection.close(code);
  }
}

/** The chat is gone for everybody: nobody hears anything more of it. */
export function closeChat(hub: Hub, channel: Channel): void {
  // Leaving takes them out of the lists that are walked.
  for (const connection of [...channel.connections]) hub.leaveChat(connection, channel.id);
  for (const room of [...channel.rooms]) room.close(CloseCode.removedFromChat);
}
