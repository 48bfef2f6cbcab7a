import type { Attachment } from '@bridges/contracts';
import type { FileRow } from '../tables/database.ts';

/** A file as a message shows it. */
export function toAttachment(file: FileRow): Attachment {
  return {
    fileId: file.id,
    kind: file.kind,
    name: file.name,
    size: file.size,
    type: file.type,
    width: file.width,
    height: file.height,
    durationMs: file.durationMs,
    waveform: file.waveform,
    blur: file.blur,
    hasThumbnail: file.smallKey !== null,
    ...(file.isAnimated && { isAnimated: true }),
  };
}
