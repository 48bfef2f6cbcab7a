import { expect, it } from 'vitest';
import { excerptOf } from './excerpt.ts';

const attachment = (kind: string, name = 'a.bin') => ({
  fileId: '019aa1c2-2222-7a41-9c55-0f2d6b1e8a12',
  kind,
  name,
  size: 1,
  type: 'application/octet-stream',
  width: null,
  height: null,
  durationMs: null,
  waveform: null,
  blur: null,
  hasThumbnail: false,
});
const message = (text: string, content?: object) => ({
  text,
  contentJson: content ? JSON.stringify(content) : '',
});

it.each([
  [message('**Look** at ||this||'), 'Look at ▒▒▒▒', 'Look at ▒▒▒▒'],
  [message(''), 'Message', 'Сообщение'],
  [message('', { attachments: [attachment('image')] }), 'Photo', 'Фото'],
  [
    message('At the *lake*', { attachments: [attachment('image')] }),
    'Photo, At the lake',
    'Фото, At the lake',
  ],
  [message('', { attachments: [attachment('voice')] }), 'Voice message', 'Голосовое сообщение'],
  [message('', { attachments: [attachment('file', 'plan.pdf')] }), 'File: plan.pdf', 'Файл: plan.pdf'],
  [message('', { attachments: Array(3).fill(attachment('image')) }), '3 files', '3 файла'],
  [message('Here', { attachments: Array(5).fill(attachment('file')) }), '5 files, Here', '5 файлов, Here'],
])('%j is shown as %j', (shown, en, ru) => {
  expect([excerptOf(shown, 'en'), excerptOf(shown, 'ru')]).toEqual([en, ru]);
});

it('is cut between characters', () => {
  const cut = excerptOf(message('😀'.repeat(400)), 'en');
  expect([cut.isWellFormed(), cut.endsWith('…'), cut.length <= 301]).toEqual([true, true, true]);
});
