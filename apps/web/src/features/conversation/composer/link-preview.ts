import type { LinkPreview } from '@bridges/contracts';
import { useEffect } from 'react';
import { create } from 'zustand';
import { client } from '../../../realtime/client.ts';
import { linksOf } from '../../media/shared/links-of.ts';

interface Links {
  /** What is behind a link; null: nothing to show. */
  found: Readonly<Record<string, LinkPreview | null>>;
  /** By chat: the link that is to go without a preview. */
  unwanted: Readonly<Record<string, string>>;
}

/** Links that are being written. */
const useLinks = create<Links>(() => ({ found: {}, unwanted: {} }));

/** So long nothing is typed before somebody is asked. */
const pauseMs = 500;

const firstLink = (text: string): string | null =>
  /:\/\/|www\./.test(text) ? (linksOf(text)[0] ?? null) : null;

/** What the message that is being written will show of its first link; null: nothing, or it is not wanted. */
export function useLinkPreview(chatId: string, text: string): LinkPreview | null {
  const url = firstLink(text);
  const preview = useLinks(({ found, unwanted }) =>
    url === null || unwanted[chatId] === url ? null : (found[url] ?? null),
  );
  useEffect(() => {
    if (url === null || url in useLinks.getState().found) return undefined;
    const timer = setTimeout(() => void ask(url), pauseMs);
    return () => clearTimeout(timer);
  }, [url]);
  return preview;
}

async function ask(url: string): Promise<void> {
  const preview = await client.rest.messages.previewOf(url).catch(() => null);
  useLinks.setState(({ found }) => ({ found: { ...found, [url]: preview } }));
}

/** The message goes without a preview of this link. */
export function dropPreview(chatId: string, text: string): void {
  const url = firstLink(text);
  if (url !== null) useLinks.setState(({ unwanted }) => ({ unwanted: { ...unwanted, [chatId]: url } }));
}

/** What goes out with a text: the wish for no preview, once its sender has taken it away. */
export function previewWish(chatId: string, text: string): { hasNoPreview?: true } {
  const { [chatId]: url } = useLinks.getState().unwanted;
  return url !== undefined && url === firstLink(text) ? { hasNoPreview: true } : {};
}
