/** Sends a text that is too long for a message as a file. False: files can't be sent here. */
export const canSendTextAsFile = false;

export async function sendTextAsFile(_chatId: string, _text: string): Promise<boolean> {
  return false;
}
