import { create } from 'zustand';

/** What can be played, and where it was said. */
export interface Track {
  readonly chatId: string;
  readonly seq: number;
  readonly senderId: string;
  readonly kind: 'audio' | 'voice' | 'video';
  readonly fileId: string;
  readonly name: string;
  readonly url: string;
  readonly durationMs: number | null;
  readonly width: number | null;
  readonly height: number | null;
  /** What a film shows until it plays. */
  readonly poster: string | null;
}

export interface Player {
  track: Track | null;
  isPlaying: boolean;
  atMs: number;
  durationMs: number;
  rate: number;
  /** The film is shown in its message; else the mini-player shows it. */
  isInPlace: boolean;
}

export const rates = [1, 1.5, 2] as const;

/** The one thing that plays. Only the player beside changes it. */
export const usePlayer = create<Player>(() => ({
  track: null,
  isPlaying: false,
  atMs: 0,
  durationMs: 0,
  rate: 1,
  isInPlace: false,
}));
