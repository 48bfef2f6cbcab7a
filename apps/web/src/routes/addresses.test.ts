import { expect, it } from 'vitest';
import { viewOf } from '../features/shell/use-view.ts';
import { safeNext } from './routes.ts';

it('goes on only to addresses of this site', () => {
  expect(safeNext('next=%2Fchat%2F1')).toBe('/chat/1');
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
  ]) {
    expect(safeNext(new URLSearchParams({ next }).toString()), next).toBe('/');
  }
});

it('reads the screen from the address', () => {
  expect(viewOf('/')).toMatchObject({ left: 'chats', chatId: null, isUnknown: false });
  expect(viewOf('/chat/ABC/info')).toMatchObject({ chatId: 'abc', isInfoShown: true });
  expect(viewOf('/settings/devices')).toMatchObject({ left: 'settings', settingsTab: 'devices' });
  expect(viewOf('/search')).toMatchObject({ left: 'chats', isUnknown: false });
  expect(viewOf('/people')).toMatchObject({ left: 'people' });
  expect(viewOf('/reminders')).toMatchObject({ left: 'reminders', isUnknown: false });
  for (const path of ['/chat', '/chat/a/b', '/settings/no', '/people/x', '/else']) {
    expect(viewOf(path).isUnknown, path).toBe(true);
  }
});
