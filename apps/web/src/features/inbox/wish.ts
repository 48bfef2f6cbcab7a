import { create } from 'zustand';

const storageKey = 'bridges.notifications';

/** Whether this device is to show who wrote, as far as the browser lets it. */
export type Standing = 'on' | 'off' | 'denied' | 'missing';

function standing(): Standing {
  if (!('Notification' in globalThis)) return 'missing';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' && localStorage.getItem(storageKey) === 'on' ? 'on' : 'off';
}

export const useStanding = create<{ standing: Standing }>(() => ({ standing: standing() }));

/** Only ever after a press of a button: the browser asks the person. */
export async function turnOn(): Promise<void> {
  await Notification.requestPermission();
  localStorage.setItem(storageKey, 'on');
  useStanding.setState({ standing: standing() });
}

export function turnOff(): void {
  localStorage.removeItem(storageKey);
  useStanding.setState({ standing: standing() });
}

/** Follows the choice made in another tab. */
export function watchStanding(): void {
  addEventListener('storage', ({ key }) => {
    if (key === storageKey) useStanding.setState({ standing: standing() });
  });
}
