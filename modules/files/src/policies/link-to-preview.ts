import { firstLink } from './first-link.ts';

interface MessageState {
  kind: string;
  text: string;
  contentJson: string;
}

/** The link of a message that a preview is to be made for: none where there is one, is none wanted, or are files. */
export function linkToPreview({ kind, text, contentJson }: MessageState): string | undefined {
  if (kind !== 'text') return undefined;
  const url = firstLink(text);
  if (url === undefined || contentJson === '') return url;
  const content = JSON.parse(contentJson) as {
    preview?: { url: string };
    hasNoPreview?: boolean;
    attachments?: unknown[];
  };
  if (content.hasNoPreview || content.attachments?.length || content.preview?.url === url) return undefined;
  return url;
}
