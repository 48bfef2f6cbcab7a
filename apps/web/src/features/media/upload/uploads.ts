import { create } from 'zustand';
import { useDrafts } from '../../../store/drafts.ts';
import type { KeptUpload } from '../../../store/kept-uploads.ts';

/** A file on its way, as the page shows it. */
export interface Upload extends KeptUpload {
  /** What is shown of it in the tray; only pictures and films. */
  url: string | null;
  sentBytes: number;
  /** `waiting`: for its turn or the network. `failed`: refused with `code`. */
  status: 'waiting' | 'uploading' | 'done' | 'failed';
  code: string | null;
}

interface Uploads {
  byId: Readonly<Record<string, Upload>>;
  /** Ids of what is about to be sent, by chat. */
  trays: Readonly<Record<string, readonly string[]>>;
  /** Ids of what messages wait for, by client id. */
  messages: Readonly<Record<string, readonly string[]>>;
  /** Pictures and films of mine, by file id: what was shown while it was sent needs no download. */
  local: Readonly<Record<string, string>>;
}

/** Files on their way. Only the engine beside changes it. */
export const useUploads = create<Uploads>(() => ({ byId: {}, trays: {}, messages: {}, local: {} }));

const none: readonly string[] = [];
const useTray = (chatId: string) => useUploads(({ trays }) => trays[chatId] ?? none);
export const trayOf = (chatId: string) => useUploads.getState().trays[chatId] ?? none;

/** Whether files go with what is written; those of the draft are in the tray once the engine beside is loaded. */
export const hasFilesIn = (chatId: string): boolean =>
  trayOf(chatId).length > 0 || useDrafts.getState().files[chatId] !== undefined;
export function useHasFiles(chatId: string): boolean {
  const isDrafted = useDrafts(({ files }) => files[chatId] !== undefined);
  return useTray(chatId).length > 0 || isDrafted;
}

/** Most files of one message; more become several. */
export const albumSize = 10;
