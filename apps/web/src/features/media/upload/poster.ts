import type { Attachment } from '@bridges/sdk';
import { sendPoster } from '@bridges/sdk/uploads';
import { client } from '../../../realtime/client.ts';

const largest = 1280;
const patienceMs = 15_000;

/** A frame near the beginning of a film, as a picture; null when this browser can't show it. */
export function stillOf(film: Blob): Promise<Blob | null> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(film);
  return new Promise<Blob | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), patienceMs);
    const give = (still: Blob | null) => {
      clearTimeout(timer);
      resolve(still);
    };
    video.onerror = () => give(null);
    video.onloadeddata = () => {
      // The very first frame is often black.
      const { duration } = video;
      video.currentTime = Number.isFinite(duration) ? Math.min(1, duration / 4) : 0.1;
    };
    video.onseeked = () => void paint(video).then(give, () => give(null));
    video.muted = true;
    video.preload = 'auto';
    video.src = url;
  }).finally(() => {
    video.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
}

async function paint(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth: width, videoHeight: height } = video;
  const scale = Math.min(1, largest / Math.max(width, height));
  if (!(scale > 0) || !Number.isFinite(scale)) return null;
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}

/** What messages show of a film once it has the picture that stands for it; as it was, if it can't have one. */
export async function withPoster(film: Attachment, still: Promise<Blob | null>): Promise<Attachment> {
  if (film.kind !== 'video' || film.hasThumbnail) return film;
  const picture = await still;
  if (!picture) return film;
  return sendPoster(client.rest, film.fileId, picture).catch(() => film);
}
