import { useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { complete, completionAt } from '../../../text/completion.ts';
import type { Completion } from '../../../text/completion.ts';
import { toast } from '../../../ui/toasts.ts';
import { rememberEmoji } from '../emoji/emoji-list.ts';
import { replaceText } from './composer-keys.ts';
import { offersFor } from './completions.ts';
import type { Offer } from './offer.ts';
import { afterAnswer, afterTyping, isCurrent, markedAt, markedOffer, nothingOffered } from './offering.ts';
import type { Offering } from './offering.ts';

/** Offers people, emoji, chats and commands for what is being typed; arrows choose, Enter or Tab takes. */
export function useCompletion(chatId: string, field: RefObject<HTMLTextAreaElement | null>) {
  const t = useT();
  const language = useLanguage();
  const [shown, show] = useState(nothingOffered);
  // Keys and answers come between two renderings too: they go by what is, not by what is painted.
  const now = useRef(nothingOffered);
  const set = (next: Offering): Offering => {
    now.current = next;
    show(next);
    return next;
  };

  const take = (offer: Offer) => {
    const element = field.current;
    const { token } = look();
    if (!element || !token) return;
    set(nothingOffered);
    const done = complete(element.value, token, element.selectionEnd, offer.insert);
    replaceText(element, { text: done.text, start: done.caret, end: done.caret });
    look();
    if (offer.picture && 'emoji' in offer.picture) rememberEmoji(offer.picture.emoji);
    if (offer.isOutside) toast(t('composer.outside', { name: offer.title }));
  };
  const answer = (token: Completion, offers: readonly Offer[]) => {
    const { awaitedBy } = set(afterAnswer(now.current, token, offers));
    if (!awaitedBy || !isCurrent(now.current)) return;
    const marked = markedOffer(now.current);
    if (marked) take(marked);
    // There is nothing to take: the key means what it means without a list.
    else if (awaitedBy === 'Enter')
      field.current?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
      );
  };
  /** Brings the offers up to the text as it stands in the field. */
  const look = (): Offering => {
    const element = field.current;
    if (!element) return now.current;
    const { value, selectionStart, selectionEnd } = element;
    const token = selectionStart === selectionEnd ? completionAt(value, selectionEnd) : null;
    const before = now.current;
    const next = afterTyping(before, token);
    if (next === before) return before;
    set(next);
    if (token && !next.isClosed) {
      const found = offersFor(token, chatId, language, t);
      if (found instanceof Promise)
        found.then(
          (offers) => answer(token, offers),
          () => answer(token, []),
        );
      else answer(token, found);
    }
    return now.current;
  };
  /** True: the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (event.nativeEvent.isComposing) return false;
    const offering = look();
    const { offers, token, steps } = offering;
    if (offers.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const marked = markedOffer(offering);
    // A command that is typed out is done, not completed.
    const isWhole = token?.kind === 'command' && marked?.insert === `/${token.query.toLowerCase()}`;
    if (step) set({ ...offering, steps: steps + step });
    else if (event.key === 'Enter' && isWhole) return false;
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
      if (marked) take(marked);
      else set({ ...offering, awaitedBy: event.key });
    } else if (event.key === 'Escape') set({ ...nothingOffered, token, isClosed: true });
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    offers: shown.offers,
    /** Which offer is marked; -1: the offers are older than the text. */
    active: markedAt(shown),
    isStale: !isCurrent(shown),
    look,
    take,
    onKeyDown,
  };
}
