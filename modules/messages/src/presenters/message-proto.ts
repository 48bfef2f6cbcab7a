import type { MessageRow } from './message.ts';

/** Row → RPC and events. */
export function toProtoRow(row: MessageRow) {
  return {
    chatId: row.chatId,
    seq: row.seq,
    senderId: row.senderId,
    kind: row.kind,
    text: row.body,
    clientId: row.clientId,
    createdAtMs: row.createdAt.getTime(),
    contentJson: row.content === null ? '' : JSON.stringify(row.content),
    rev: row.rev,
    editedAtMs: row.editedAt?.getTime() ?? 0,
  };
}
