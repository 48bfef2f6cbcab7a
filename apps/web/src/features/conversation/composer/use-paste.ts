import type { ClipboardEvent } from 'react';
import { useT } from '../../../i18n/language.ts';
import { hasFormat, htmlToMarkdown } from '../../../text/html-to-markdown.ts';
import { toast } from '../../../ui/toasts.ts';
import { attach } from '../../media/attach.ts';
import { canSendTextAsFile, sendTextAsFile } from '../../media/text-as-file.ts';
import { insertTyped } from './composer-keys.ts';

/** From here on a pasted text is offered to go as a file. */
const longPaste = 5000;

/** Rich text comes in as markdown; a very long one is offered as a file. Files are taken by the media part. */
export function usePaste(chatId: string) {
  const t = useT();
  return (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { clipboardData } = event;
    if (clipboardData.files.length > 0) {
      event.preventDefault();
      void attach(chatId, [...clipboardData.files]);
      return;
    }
    const plain = clipboardData.getData('text/plain');
    if (plain.length > longPaste && canSendTextAsFile) {
      event.preventDefault();
      void sendTextAsFile(chatId, plain).then((isSent) => {
        if (!isSent) toast(t('error.unknown'));
      });
      return;
    }
    const html = clipboardData.getData('text/html');
    // Code editors bring colours as HTML: their text is meant as it is.
    if (!hasFormat(html) || clipboardData.types.includes('vscode-editor-data')) return;
    const markdown = htmlToMarkdown(html);
    if (markdown === '' || markdown === plain.trim()) return;
    event.preventDefault();
    insertTyped(event.currentTarget, markdown);
  };
}
