import { loadForAct } from '../problems/tell-missing.ts';

/** Puts files into the tray of a chat. */
export async function attach(chatId: string, files: readonly File[], asFile = false): Promise<void> {
  const engine = await loadForAct(() => import('./upload/engine.ts'));
  await engine?.attachFiles(chatId, files, asFile);
}
