import type { Attachment } from '@bridges/sdk';
import { saveFiles, useDrafts } from '../../../store/drafts.ts';
import type { KeptUpload } from '../../../store/kept-uploads.ts';
import { addUploads, changeUpload, dropUpload, showOnlyOf, uploadOf } from './upload-list.ts';
import { trayOf, useUploads } from './uploads.ts';
import type { Upload } from './uploads.ts';

/** The tray is being changed for another reason than that somebody puts a file in or takes one out. */
let isMoving = false;

export function moving(change: () => void): void {
  isMoving = true;
  try {
    change();
  } finally {
    isMoving = false;
  }
}

/**
 * A tray shows the files of the chat's draft, on whichever device they were uploaded, and those on their way from here
 * beside them. What is put in or taken out here changes the draft.
 */
export function followDrafts(nextPlace: () => number): void {
  const bringAll = () => {
    const { files, userId } = useDrafts.getState();
    if (userId === null) return;
    moving(() => showOnlyOf(userId));
    for (const chatId of Object.keys({ ...files, ...useUploads.getState().trays })) bring(chatId, nextPlace);
  };
  bringAll();
  useDrafts.subscribe((now, before) => {
    if (isMoving || now.files === before.files) return;
    // Somebody else has signed in, or out.
    if (now.userId !== before.userId) return bringAll();
    for (const chatId of Object.keys({ ...now.files, ...before.files }))
      if (now.files[chatId] !== before.files[chatId]) bring(chatId, nextPlace);
  });
  useUploads.subscribe((now, before) => {
    if (isMoving || (now.trays === before.trays && now.byId === before.byId)) return;
    for (const chatId of Object.keys({ ...now.trays, ...before.trays })) tell(chatId);
  });
}

const doneIn = (chatId: string): (Upload & { attachment: Attachment })[] =>
  trayOf(chatId).flatMap((id) => {
    const upload = uploadOf(id);
    return upload?.attachment ? [{ ...upload, attachment: upload.attachment }] : [];
  });

/** Draft → tray. */
function bring(chatId: string, nextPlace: () => number): void {
  const wanted = useDrafts.getState().files[chatId] ?? [];
  moving(() => {
    for (const { id, attachment } of doneIn(chatId))
      if (wanted.every(({ fileId }) => fileId !== attachment.fileId)) dropUpload(id);
    const there = new Set(doneIn(chatId).map(({ attachment }) => attachment.fileId));
    const { userId } = useDrafts.getState();
    addUploads(
      wanted
        .filter(({ fileId }) => !there.has(fileId))
        .map((attachment) => fromElsewhere(attachment, userId ?? '', chatId, nextPlace())),
    );
    const order = new Map(wanted.map(({ fileId }, at) => [fileId, at]));
    const place = ({ attachment }: { attachment: Attachment }) => order.get(attachment.fileId) ?? 0;
    const done = doneIn(chatId);
    const places = done.map(({ at }) => at).toSorted((a, b) => a - b);
    done
      .toSorted((a, b) => place(a) - place(b))
      .forEach(({ id, at }, index) => {
        const next = places[index] ?? at;
        if (at !== next) changeUpload(id, { at: next });
      });
  });
}

/** Tray → draft. */
function tell(chatId: string): void {
  const seen = new Set<string>();
  for (const { id, attachment, blob } of doneIn(chatId).toSorted((a) => (a.blob === null ? 1 : -1))) {
    // Another tab has uploaded it: the draft told of it before the upload itself.
    if (blob === null && seen.has(attachment.fileId)) moving(() => dropUpload(id));
    seen.add(attachment.fileId);
  }
  const done = doneIn(chatId).map(({ attachment }) => attachment);
  const before = useDrafts.getState().files[chatId] ?? [];
  const isSame =
    done.length === before.length && done.every(({ fileId }, at) => fileId === before[at]?.fileId);
  if (!isSame) saveFiles(chatId, done);
}

function fromElsewhere(attachment: Attachment, userId: string, chatId: string, at: number): KeptUpload {
  const { fileId, name, type, kind, width, height, durationMs, waveform } = attachment;
  return {
    ...{ id: crypto.randomUUID(), userId, chatId, clientId: null, at, blob: null },
    ...{ name, type, kind, width, height, durationMs, waveform },
    uploadId: fileId,
    attachment,
  };
}
