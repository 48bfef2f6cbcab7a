import { useEffect, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { complete, completionAt } from '../../../text/completion.ts';
import type { Completion } from '../../../text/completion.ts';
import { toast } from '../../../ui/toasts.ts';
import { rememberEmoji } from '../emoji/emoji-list.ts';
import { replaceText } from './composer-keys.ts';
import { offersFor } from './completions.ts';
import type { Offer } from './completions.ts';

/** Offers people, emoji, chats and commands for what is being typed; arrows choose, Enter or Tab takes. */
export function useCompletion(chatId: string, field: RefObject<HTMLTextAreaElement | null>) {
  const t = useT();
  const language = useLanguage();
  const [completion, setCompletion] = useState<Completion | null>(null);
  const [offers, setOffers] = useState<readonly Offer[]>([]);
  const [active, setActive] = useState(0);
  const [isClosed, setClosed] = useState(false);

  useEffect(() => {
    if (!completion || isClosed) {
      setOffers([]);
      return;
    }
    let isOld = false;
    offersFor(completion, chatId, language, t).then(
      (found) => {
        if (isOld) return;
        setOffers(found);
        setActive(0);
      },
      () => undefined,
    );
    return () => {
      isOld = true;
    };
  }, [completion, isClosed, chatId, language, t]);

  const look = (text: string, caret: number) => {
    const next = completionAt(text, caret);
    setCompletion((before) =>
      before?.kind === next?.kind && before?.query === next?.query && before?.start === next?.start
        ? before
        : next,
    );
    if (!next || next.start !== completion?.start) setClosed(false);
  };
  const take = (offer: Offer) => {
    const element = field.current;
    if (!element || !completion) return;
    const done = complete(element.value, completion, element.selectionEnd, offer.insert);
    replaceText(element, { text: done.text, start: done.caret, end: done.caret });
    setCompletion(null);
    if (offer.picture && 'emoji' in offer.picture) rememberEmoji(offer.picture.emoji);
    if (offer.isOutside) toast(t('composer.outside', { name: offer.title }));
  };
  /** True: the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (offers.length === 0 || event.nativeEvent.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = offers[active];
    // A command that is typed out is done, not completed.
    const isWhole = chosen?.insert === `/${completion?.query.toLowerCase()}`;
    if (step) setActive((active + step + offers.length) % offers.length);
    else if (event.key === 'Enter' && completion?.kind === 'command' && isWhole) return false;
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen && !event.shiftKey) take(chosen);
    else if (event.key === 'Escape') setClosed(true);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { offers, active, look, take, onKeyDown };
}
