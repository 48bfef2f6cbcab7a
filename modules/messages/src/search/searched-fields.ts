import type { MessageContent, SearchHas } from '@bridges/contracts';

export interface SearchedMessage extends SearchedContent {
  kind: string;
}

/** What somebody wrote and added. */
export interface SearchedContent {
  body: string;
  content: MessageContent | null;
}

/** What of a message is searched: its text, the names of its files, its poll. */
export function searchedFields({ body, content }: SearchedContent): readonly string[] {
  // As most messages are: a good part of what it takes to index them was to look for what they don't have.
  if (content === null) return body === '' ? [] : [body];
  const { attachments = [], poll } = content;
  return [
    body,
    ...attachments.map(({ name }) => name),
    ...(poll ? [poll.question, ...poll.options] : []),
  ].filter((field) => field !== '');
}

/** In this order in the index: a new kind goes to the end. */
export const hasKinds: readonly SearchHas[] = ['file', 'image', 'video', 'audio', 'voice', 'link', 'poll'];

const nothing: readonly SearchHas[] = [];
const onlyLink: readonly SearchHas[] = ['link'];

/** What clients show as a link, or nearly. */
const link = /https?:\/\/[^\s/?#]|www\.[^\s.]|\]\((?:mailto|tel):/i;

export function hasOf({ body, content }: SearchedContent): readonly SearchHas[] {
  if (content === null) return link.test(body) ? onlyLink : nothing;
  const kinds = new Set<SearchHas>(content.attachments?.map(({ kind }) => kind));
  if (link.test(body)) kinds.add('link');
  if (content.poll) kinds.add('poll');
  return hasKinds.filter((kind) => kinds.has(kind));
}
