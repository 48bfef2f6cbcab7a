import type { OutboxEntry, SendExtras } from '@bridges/sdk';
import { cancelUpload } from '@bridges/sdk/uploads';
import { client } from '../../../realtime/client.ts';
import { clearSent } from '../../../store/drafts.ts';
import { keptUploads } from '../../../store/kept-uploads.ts';
import type { KeptUpload } from '../../../store/kept-uploads.ts';
import { probeFile } from './probe-file.ts';
import { followDrafts, moving } from './tray-drafts.ts';
import { onUploaded, pump, retryFile, stopUpload } from './queue.ts';
import { addUploads, changeUpload, dropUpload, keep, showLocally, uploadOf } from './upload-list.ts';
import { albumSize, trayOf, useUploads } from './uploads.ts';
import type { Upload } from './uploads.ts';

/** Messages whose files are theirs by now. */
const released = new Set<string>();

const entryOf = (chatId: string, clientId: string): OutboxEntry | undefined =>
  client.outbox[chatId]?.find((entry) => entry.clientId === clientId);

type Facts = Partial<Pick<KeptUpload, 'kind' | 'width' | 'height' | 'durationMs' | 'waveform'>>;

/** Puts files into the chat's tray and begins to upload them. */
export async function attachFiles(chatId: string, files: readonly File[], asFile = false): Promise<void> {
  const places = files.map((file) => ({ file, at: nextPlace() }));
  begin(
    await Promise.all(
      places.map(async ({ file, at }) => ({ ...kept(chatId, file, await probeFile(file, asFile)), at })),
    ),
  );
}

/** Sends one file at once, as a message of its own. */
export function sendFile(chatId: string, file: File, facts: Facts, extras: SendExtras = {}): void {
  const clientId = client.send(chatId, '', extras, { isHeld: true });
  begin([{ ...kept(chatId, file, facts), clientId }]);
}

/** Sends what lies in the tray: up to ten files a message, the text with the first. */
export async function sendTray(chatId: string, text: string, extras: SendExtras): Promise<void> {
  await whenReady;
  const ids = trayOf(chatId);
  // Another device has taken them out meanwhile.
  if (ids.length === 0 && text !== '') client.send(chatId, text, extras);
  moving(() => sendAlbums(chatId, ids, text, extras));
  clearSent(chatId, client.whenKept());
}

function sendAlbums(chatId: string, ids: readonly string[], text: string, extras: SendExtras): void {
  for (let from = 0; from < ids.length; from += albumSize) {
    const [told, more] = from === 0 ? [text, extras] : ['', {}];
    const clientId = client.send(chatId, told, more, { isHeld: true });
    for (const id of ids.slice(from, from + albumSize)) changeUpload(id, { clientId });
    settle(clientId);
  }
}

/** Takes a file away, from the tray or from a message that waits for it. */
export function removeFile(id: string): void {
  const upload = uploadOf(id);
  if (!upload) return;
  stopUpload(id);
  if (upload.uploadId !== null) void cancelUpload(client.rest, upload.uploadId);
  const { clientId, chatId } = upload;
  dropUpload(id);
  if (clientId === null) return;
  const isLast = (useUploads.getState().messages[clientId]?.length ?? 0) === 0;
  const entry = entryOf(chatId, clientId);
  if (isLast && entry?.text === '') client.discard(clientId);
  else settle(clientId);
}

/** As a picture, or as a file that keeps every byte. */
export async function changeAsFile(chatId: string, asFile: boolean): Promise<void> {
  for (const id of trayOf(chatId)) {
    const upload = uploadOf(id);
    if (!upload?.blob || (upload.kind === 'file') === asFile) continue;
    const facts = await probeFile(upload.blob, asFile);
    if (facts.kind === upload.kind) continue;
    stopUpload(id);
    if (upload.uploadId !== null) void cancelUpload(client.rest, upload.uploadId);
    changeUpload(id, {
      ...facts,
      uploadId: null,
      attachment: null,
      status: 'waiting',
      code: null,
      sentBytes: 0,
    });
  }
  pump();
}

/** One place to the left or right in the tray. */
export function moveFile(id: string, toward: string): void {
  const [one, other] = [uploadOf(id), uploadOf(toward)];
  if (!one || !other) return;
  const ids = [...trayOf(one.chatId)];
  ids.splice(ids.indexOf(toward), 0, ...ids.splice(ids.indexOf(id), 1));
  const places = ids.flatMap((each) => uploadOf(each)?.at ?? []).toSorted((a, b) => a - b);
  ids.forEach((each, index) => changeUpload(each, { at: places[index] ?? index }));
}

let isResumed = false;

/** Goes on with what an earlier visit left. Files that could not be kept are told of on their messages. */
async function resumeUploads(): Promise<void> {
  const userId = client.getState().me?.id;
  const left = (await keptUploads.load()).filter((one) => one.userId === userId);
  const isWanted = ({ clientId, chatId }: KeptUpload) =>
    clientId === null || entryOf(chatId, clientId)?.isHeld === true;
  for (const one of left) if (!isWanted(one)) void keptUploads.remove(one.id);
  addUploads(left.filter(isWanted));
  followDrafts(nextPlace);
  isResumed = true;
  for (const entry of Object.values(client.outbox).flat()) if (entry.isHeld) settle(entry.clientId, entry);
  pump();
}

function kept(chatId: string, file: File, facts: Facts): KeptUpload {
  const { me } = client.getState();
  return {
    id: crypto.randomUUID(),
    userId: me?.id ?? '',
    chatId,
    clientId: null,
    at: nextPlace(),
    blob: file,
    name: file.name,
    type: file.type,
    kind: 'file',
    width: null,
    height: null,
    durationMs: null,
    waveform: null,
    uploadId: null,
    attachment: null,
    ...facts,
  };
}

let lastPlace = 0;
const nextPlace = () => (lastPlace = Math.max(lastPlace + 1, Date.now()));

function begin(uploads: readonly KeptUpload[]): void {
  addUploads(uploads);
  for (const { id } of uploads) {
    const upload = uploadOf(id);
    if (upload) keep(upload);
  }
  pump();
}

/** Lets a message go once all its files are there; tells when one never will be. */
function settle(clientId: string, entry?: OutboxEntry): void {
  const { messages } = useUploads.getState();
  const ids = messages[clientId] ?? [];
  const uploads = ids.flatMap((id) => uploadOf(id) ?? []);
  const refused = uploads.find(({ status }) => status === 'failed');
  if (uploads.length === 0 && entry) client.failHeld(clientId, 'web.file_gone');
  else if (refused) client.failHeld(clientId, refused.code ?? 'sdk.network');
  else if (uploads.every(({ attachment }) => attachment !== null) && !hasEarlier(clientId, uploads[0])) {
    released.add(clientId);
    for (const { url, blob, attachment } of uploads)
      if (url && blob && attachment) showLocally(attachment.fileId, url);
    client.release(
      clientId,
      uploads.flatMap(({ attachment }) => attachment?.fileId ?? []),
    );
    // Only when the message itself is safe are its files forgotten on this device.
    void client.whenKept().then(() => ids.forEach((id) => void keptUploads.remove(id)));
  }
}

/** Messages with files keep their order; text goes past them, and what was refused steps aside. */
function hasEarlier(clientId: string, first: Upload | undefined): boolean {
  const waiting = (client.outbox[first?.chatId ?? ''] ?? []).filter(
    ({ isHeld, status }) => isHeld === true && status === 'pending',
  );
  return waiting.findIndex((entry) => entry.clientId === clientId) > 0;
}

/** Messages that wait can be retried and deleted like any other. */
function follow(): void {
  for (const [clientId, ids] of Object.entries(useUploads.getState().messages)) {
    const uploads = ids.flatMap((id) => uploadOf(id) ?? []);
    const [first] = uploads;
    if (!first) continue;
    const entry = entryOf(first.chatId, clientId);
    // What was released, here or in another tab, belongs to a message now; what was discarded, to nobody.
    if (!entry) ids.forEach(isMessage(first.chatId, clientId) ? dropUpload : removeFile);
    else if (entry.isHeld && entry.status === 'pending') {
      for (const { id, status } of uploads) if (status === 'failed') retryFile(id);
      if (uploads.every(({ attachment }) => attachment !== null)) settle(clientId);
    }
  }
  for (const entry of Object.values(client.outbox).flat()) {
    const isAlone = !useUploads.getState().messages[entry.clientId];
    if (entry.isHeld && entry.status === 'pending' && isAlone) settle(entry.clientId, entry);
  }
}

onUploaded(settle);

const isMessage = (chatId: string, clientId: string): boolean =>
  released.has(clientId) ||
  (client.getState().chats[chatId]?.messages ?? []).some((message) => message.clientId === clientId);

let isPlanned = false;
client.subscribe(() => {
  if (isPlanned || !isResumed) return;
  isPlanned = true;
  // Sending first makes the message, then moves its files to it.
  queueMicrotask(() => {
    isPlanned = false;
    follow();
  });
});

/** What an earlier visit left, and the files of drafts, are in the trays. */
export const whenReady = resumeUploads();
