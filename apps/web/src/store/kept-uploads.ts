import type { Attachment } from '@bridges/sdk';
import { openDatabase } from './database.ts';

/** A file that is being attached or sent, as it outlives a reload. */
export interface KeptUpload {
  id: string;
  userId: string;
  chatId: string;
  /** The message that waits for it; null: it lies in the tray of the chat. */
  clientId: string | null;
  /** Its place among the others. */
  at: number;
  /** Null: it was uploaded on another device, for the same draft. */
  blob: Blob | null;
  name: string;
  type: string;
  kind: Attachment['kind'];
  width: number | null;
  height: number | null;
  durationMs: number | null;
  waveform: string | null;
  /** What the server calls it, once it has been begun. */
  uploadId: string | null;
  /** What the server made of it. */
  attachment: Attachment | null;
}

/** Where the browser has no room, files live as long as the page. */
export const keptUploads = {
  async load(): Promise<KeptUpload[]> {
    const database = await openDatabase();
    return (await database?.getAll('uploads').catch(() => [])) ?? [];
  },
  async get(id: string): Promise<KeptUpload | undefined> {
    const database = await openDatabase();
    return database?.get('uploads', id).catch(() => undefined);
  },
  async count(): Promise<number> {
    const database = await openDatabase();
    return (await database?.count('uploads').catch(() => 0)) ?? 0;
  },
  async put(upload: KeptUpload): Promise<void> {
    const database = await openDatabase();
    await database?.put('uploads', upload).catch(() => undefined);
  },
  async remove(id: string): Promise<void> {
    const database = await openDatabase();
    await database?.delete('uploads', id).catch(() => undefined);
  },
  async clear(): Promise<void> {
    const database = await openDatabase();
    await database?.clear('uploads').catch(() => undefined);
  },
};
