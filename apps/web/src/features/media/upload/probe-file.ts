import type { Attachment } from '@bridges/sdk';

export interface Probed {
  kind: Attachment['kind'];
  width: number | null;
  height: number | null;
  durationMs: number | null;
}

const pictures = /^image\/(jpeg|png|webp|gif|avif)$/;

/** What the page itself can tell of a file: enough to reserve its place. The server decides by the content. */
export async function probeFile(file: Blob, asFile: boolean): Promise<Probed> {
  const plain = { kind: 'file', width: null, height: null, durationMs: null } as const;
  if (asFile) return plain;
  if (pictures.test(file.type)) {
    const picture = await createImageBitmap(file).catch(() => null);
    if (!picture) return plain;
    const { width, height } = picture;
    picture.close();
    return { ...plain, kind: 'image', width, height };
  }
  if (file.type.startsWith('video/'))
    return { ...plain, kind: 'video', ...(await probePlayed(file, 'video')) };
  if (file.type.startsWith('audio/'))
    return { ...plain, kind: 'audio', ...(await probePlayed(file, 'audio')) };
  return plain;
}

function probePlayed(file: Blob, tag: 'audio' | 'video'): Promise<Partial<Probed>> {
  const element = document.createElement(tag);
  const url = URL.createObjectURL(file);
  return new Promise<Partial<Probed>>((resolve) => {
    const give = (found: Partial<Probed>) => resolve(found);
    const timer = setTimeout(() => give({}), 10_000);
    element.onerror = () => give({});
    element.onloadedmetadata = () => {
      clearTimeout(timer);
      const durationMs = Number.isFinite(element.duration) ? Math.round(element.duration * 1000) : null;
      if (element instanceof HTMLVideoElement && element.videoWidth > 0) {
        give({ width: element.videoWidth, height: element.videoHeight, durationMs });
      } else give({ durationMs });
    };
    element.preload = 'metadata';
    element.src = url;
  }).finally(() => {
    element.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
}
