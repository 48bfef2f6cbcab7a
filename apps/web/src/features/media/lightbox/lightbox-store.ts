import type { Message } from '@bridges/sdk';
import { create } from 'zustand';

export interface Shown {
  chatId: string;
  seq: number;
  fileId: string;
  /** What is known of the chat's media around it. */
  messages: readonly Message[];
}

/** What the lightbox shows; null: it is closed. */
export const useLightbox = create<{ shown: Shown | null }>(() => ({ shown: null }));

export const showLightbox = (shown: Shown | null): void => useLightbox.setState({ shown });
