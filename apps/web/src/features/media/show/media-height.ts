import type { Attachment, Message } from '@bridges/sdk';
import { mosaic } from './mosaic.ts';

const rowHeight = 54;

/** About how high the files of a message are, in pixels, before they are laid out. */
export function mediaHeight(message: Message | null): number {
  const { attachments = [] } = message ?? {};
  if (attachments.length === 0) return 0;
  const isVisual = ({ kind }: Attachment) => kind === 'image' || kind === 'video';
  const visual = attachments.filter(isVisual);
  return mosaic(visual).height + (attachments.length - visual.length) * rowHeight;
}
