import { attach } from './attach.ts';

/** False: files can't be sent here. */
export const canSendTextAsFile = true;

/** Puts a text that is too long for a message into the tray, as a file. */
export async function sendTextAsFile(chatId: string, text: string): Promise<boolean> {
  await attach(chatId, [new File([text], 'message.txt', { type: 'text/plain' })], true);
  return true;
}
