import { client } from '../../../realtime/client.ts';
import { fileUrl } from '../show/media-item.ts';
import { rates, usePlayer } from './player-store.ts';
import type { Player, Track } from './player-store.ts';

const rateKey = 'bridges.rate';

/** The element lives here, not in a message: it goes on when the message leaves the screen. */
let element: HTMLMediaElement | null = null;

export const currentElement = (): HTMLMediaElement | null => element;

export async function play(track: Track, fromMs = 0): Promise<void> {
  element?.pause();
  const next = document.createElement(track.kind === 'video' ? 'video' : 'audio');
  element = next;
  const rate = track.kind === 'voice' ? savedRate() : 1;
  usePlayer.setState({
    track,
    isPlaying: true,
    atMs: fromMs,
    durationMs: track.durationMs ?? 0,
    rate,
    isInPlace: false,
  });
  if (next instanceof HTMLVideoElement) {
    next.playsInline = true;
    next.controls = true;
    if (track.poster !== null) next.poster = track.poster;
  }
  follow(next, track);
  next.src = track.url;
  next.defaultPlaybackRate = rate;
  next.playbackRate = rate;
  if (fromMs > 0) next.currentTime = fromMs / 1000;
  await resume();
}

export async function resume(): Promise<void> {
  await element?.play().catch(() => usePlayer.setState({ isPlaying: false }));
}

export async function toggle(track: Track): Promise<void> {
  const { track: now, isPlaying } = usePlayer.getState();
  if (now?.fileId !== track.fileId) await play(track);
  else if (isPlaying) element?.pause();
  else await resume();
}

export function pause(): void {
  element?.pause();
}

export function seek(ms: number): void {
  if (!element) return;
  element.currentTime = ms / 1000;
  usePlayer.setState({ atMs: ms });
}

export function nextRate(): void {
  const at = rates.findIndex((rate) => rate === usePlayer.getState().rate);
  const rate = rates[(at + 1) % rates.length] ?? 1;
  if (element) element.playbackRate = rate;
  usePlayer.setState({ rate });
  if (usePlayer.getState().track?.kind === 'voice') localStorage.setItem(rateKey, String(rate));
}

export function stop(): void {
  element?.pause();
  element?.remove();
  element?.removeAttribute('src');
  element = null;
  usePlayer.setState({ track: null, isPlaying: false, atMs: 0, isInPlace: false });
}

function follow(of: HTMLMediaElement, track: Track): void {
  const told = (change: Partial<Player>) => {
    if (element === of) usePlayer.setState(change);
  };
  of.ontimeupdate = () => told({ atMs: of.currentTime * 1000 });
  of.onplay = () => told({ isPlaying: true });
  of.onpause = () => told({ isPlaying: false });
  // Recordings of browsers do not tell their length; then what the sender measured holds.
  of.ondurationchange = () => {
    if (Number.isFinite(of.duration) && track.durationMs === null) told({ durationMs: of.duration * 1000 });
  };
  of.onended = () => {
    if (element !== of) return;
    const next = track.kind === 'voice' ? nextVoice(track) : null;
    if (next) void play(next);
    else if (track.kind === 'video') told({ isPlaying: false });
    else stop();
  };
  of.onerror = () => told({ isPlaying: false });
}

/** The voice message that follows in the chat, as far as it is held. */
function nextVoice({ chatId, seq }: Track): Track | null {
  const messages = client.getState().chats[chatId]?.messages ?? [];
  for (const message of messages) {
    const voice = message.seq > seq && message.attachments?.find(({ kind }) => kind === 'voice');
    if (!voice) continue;
    const { fileId, name, durationMs, width, height } = voice;
    const { senderId } = message;
    const url = fileUrl(fileId);
    return {
      chatId,
      seq: message.seq,
      senderId,
      kind: 'voice',
      fileId,
      name,
      url,
      durationMs,
      width,
      height,
      poster: null,
    };
  }
  return null;
}

function savedRate(): number {
  const saved = Number(localStorage.getItem(rateKey));
  return rates.find((rate) => rate === saved) ?? 1;
}
