import type { Folder } from '@bridges/sdk';
import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { toast } from '../../ui/toasts.ts';
import { showTab, useListView } from './list-view.ts';

async function tried<Answer>(act: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await act();
  } catch (error) {
    toast(errorText(error, useLanguageStore.getState().t));
    return null;
  }
}

export const createFolder = (name: string): Promise<Folder | null> =>
  tried(() => client.rest.folders.create(name));
export const renameFolder = (id: string, name: string): Promise<Folder | null> =>
  tried(() => client.rest.folders.rename(id, name));

export async function removeFolder(id: string): Promise<void> {
  if (useListView.getState().tab === id) showTab('all');
  await tried(() => client.rest.folders.remove(id));
}

/** One place to the left or to the right. */
export async function moveFolder(folders: readonly Folder[], id: string, step: 1 | -1): Promise<void> {
  const ids = folders.map((folder) => folder.id);
  const at = ids.indexOf(id);
  const other = ids[at + step];
  if (at < 0 || other === undefined) return;
  [ids[at], ids[at + step]] = [other, id];
  await tried(() => client.rest.folders.order(ids));
}
