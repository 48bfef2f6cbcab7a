import type { Message } from '@bridges/sdk';

/** Copied messages keep who wrote them and when; one author's follow each other without repeating the name. */
export function messagesAsText(
  messages: readonly Message[],
  nameOf: (userId: string) => string,
  timeOf: (at: Date) => string,
): string {
  const parts: string[] = [];
  let before: Message | undefined;
  for (const message of messages) {
    if (message.kind !== 'text') continue;
    const files = (message.attachments ?? []).map(({ name }) => `[${name}]`);
    const body = [message.text, ...files].filter((part) => part !== '').join('\n');
    const isSame =
      before?.senderId === message.senderId &&
      Date.parse(message.createdAt) - Date.parse(before.createdAt) < 60_000;
    const head = isSame ? '' : `${nameOf(message.senderId)}, ${timeOf(new Date(message.createdAt))}:\n`;
    parts.push((isSame ? '' : parts.length > 0 ? '\n' : '') + head + body);
    before = message;
  }
  return parts.join('\n');
}
