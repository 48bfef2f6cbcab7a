/** Puts files into the tray of a chat. */
export async function attach(chatId: string, files: readonly File[], asFile = false): Promise<void> {
  const { attachFiles } = await import('./upload/engine.ts');
  await attachFiles(chatId, files, asFile);
}
