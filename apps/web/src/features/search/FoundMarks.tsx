import './found-marks.css';
import { useEffect } from 'react';
import { rangesOf } from './marks.ts';
import { useFoundInChat } from './found-store.ts';

const name = 'found';
const currentName = 'found-current';

/** Marks what was found in the messages in view, without touching how they are rendered. */
export function FoundMarks() {
  const { bySeq, current } = useFoundInChat();
  useEffect(() => {
    const log = document.querySelector('[role=log]');
    // Older browsers have no highlights: then the message glows, and its words don't.
    if (!log || !('highlights' in CSS)) return;
    let frame = 0;
    const paint = () => {
      frame = 0;
      const all = new Highlight();
      const one = new Highlight();
      for (const bubble of log.querySelectorAll('[data-message]')) {
        const seq = Number(bubble.getAttribute('data-message'));
        const found = bySeq.get(seq);
        if (!found?.length) continue;
        const walker = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode())
          for (const { start, end } of rangesOf(node.nodeValue ?? '', found)) {
            const range = new Range();
            range.setStart(node, start);
            range.setEnd(node, end);
            (seq === current ? one : all).add(range);
          }
      }
      CSS.highlights.set(name, all);
      CSS.highlights.set(currentName, one);
    };
    const later = () => void (frame ||= requestAnimationFrame(paint));
    const observer = new MutationObserver(later);
    observer.observe(log, { childList: true, subtree: true, characterData: true });
    later();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(name);
      CSS.highlights.delete(currentName);
    };
  }, [bySeq, current]);
  return null;
}
