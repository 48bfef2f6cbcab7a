export interface MessagePlace {
  chatId: string;
  seq: number;
}

const place = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[/\s:,#]+([1-9]\d{0,9})\/?(?:[?#]\S*)?$/i;

/** Where a message stands, from its link or from a chat's id and a number; null: neither. */
export function messagePlace(text: string): MessagePlace | null {
  const [, chatId, seq] = place.exec(text.trim()) ?? [];
  return chatId && seq ? { chatId: chatId.toLowerCase(), seq: Number(seq) } : null;
}
