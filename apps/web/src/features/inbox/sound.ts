import { create } from 'zustand';

const storageKey = 'bridges.sound';

/** Whether this device sounds when somebody writes; it does unless it was told not to. */
export const useSound = create<{ isOn: boolean }>(() => ({
  isOn: localStorage.getItem(storageKey) !== 'off',
}));

export function setSound(isOn: boolean): void {
  if (isOn) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, 'off');
  useSound.setState({ isOn });
  if (isOn) playSound();
}

/** Follows the choice made in another tab. */
export function watchSound(): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === storageKey) useSound.setState({ isOn: newValue !== 'off' });
  });
}

let context: AudioContext | undefined;
let soundedAt = 0;

/** Two soft notes. Browsers play nothing before the person has done something on the page. */
export function playSound(): void {
  if (!('AudioContext' in globalThis) || navigator.userActivation?.hasBeenActive === false) return;
  // Many at once are one sound.
  if (performance.now() - soundedAt < 1000) return;
  soundedAt = performance.now();
  context ??= new AudioContext();
  void context.resume();
  const start = context.currentTime + 0.02;
  for (const [at, pitch] of [660, 880].entries()) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const from = start + at * 0.09;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.12, from + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.25);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.26);
  }
}
