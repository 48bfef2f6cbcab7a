import { loadForAct } from '../../problems/tell-missing.ts';
import type { Track } from './player-store.ts';

/** The player comes when something is first played. */
const player = () => loadForAct(() => import('./player.ts'));

export const playTrack = async (track: Track, fromMs?: number) => (await player())?.play(track, fromMs);
export const togglePlay = async (track: Track) => (await player())?.toggle(track);
export const seekTo = async (ms: number) => (await player())?.seek(ms);
export const nextRate = async () => (await player())?.nextRate();
export const stopPlaying = async () => (await player())?.stop();
