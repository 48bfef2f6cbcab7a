import { totalUnread } from '@bridges/sdk';
import { client } from './client.ts';

const plainTitle = /^\(\d+\+?\) /;

/** Shows the number of unread messages in the tab's title and icon. */
export function showUnreadInTab(): void {
  let shown = 0;
  client.subscribe(() => {
    const isSignedIn = client.connection.status !== 'stopped';
    const count = isSignedIn ? totalUnread(client.getState()) : 0;
    if (count === shown) return;
    shown = count;
    const title = document.title.replace(plainTitle, '');
    document.title = count > 0 ? `(${count > 99 ? '99+' : count}) ${title}` : title;
    void paintIcon(count, () => count === shown);
  });
}

async function paintIcon(count: number, isStillSo: () => boolean): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  if (!link) return;
  if (count === 0) {
    link.href = '/icons/icon.svg';
    return;
  }
  const image = new Image(64, 64);
  image.src = '/icons/icon.svg';
  await image.decode();
  if (!isStillSo()) return;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 64;
  const context = canvas.getContext('2d');
  if (!context) return;
  const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  context.drawImage(image, 0, 0, 64, 64);
  const text = count > 99 ? '99+' : String(count);
  const width = 26 + text.length * 12;
  context.fillStyle = token('--badge-icon');
  context.beginPath();
  context.roundRect(64 - width, 26, width, 38, 19);
  context.fill();
  context.fillStyle = token('--on-badge-icon');
  context.font = '700 28px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, 64 - width / 2, 47);
  link.href = canvas.toDataURL();
}
