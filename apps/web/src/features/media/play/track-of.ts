import type { Message } from '@bridges/sdk';
import { stillUrl } from '../show/media-item.ts';
import type { MediaItem } from '../show/media-item.ts';
import type { Track } from './player-store.ts';

/** What is played when a file of this message is. */
export function trackOf({ chatId, seq, senderId }: Message, item: MediaItem): Track {
  const { name, url, durationMs, width, height } = item;
  const kind = item.kind === 'voice' || item.kind === 'video' ? item.kind : 'audio';
  const poster = stillUrl(item);
  return {
    chatId,
    seq,
    senderId,
    kind,
    fileId: item.fileId ?? '',
    name,
    url,
    durationMs,
    width,
    height,
    poster,
  };
}
