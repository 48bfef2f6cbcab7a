import { Search } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { findEmoji, loadEmoji, recentEmoji, rememberEmoji } from './emoji-list.ts';
import type { Emoji } from './emoji-list.ts';
import styles from './EmojiPicker.module.css';
import { closePicker, usePicker } from './picker-store.ts';
import { placeBeside } from './place-beside.ts';

/** Eight, as on the keyboards of phones: so many are as wide as a finger, side by side. */
const groups = [0, 3, 4, 5, 6, 7, 8, 9] as const;
const signs = ['😀', '🐻', '🍎', '✈️', '⚽', '💡', '❤️', '🏳️'];

/** Emoji by group, found by name in the person's language; arrows move, Enter picks, Esc closes. */
export function EmojiPicker() {
  const t = useT();
  const language = useLanguage();
  const { anchor, onPick } = usePicker();
  const ref = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [list, setList] = useState<readonly Emoji[] | null>(null);
  const [query, setQuery] = useState('');
  const recent = useMemo(() => recentEmoji(16), []);
  useEffect(() => {
    loadEmoji(language).then(setList, () => setList([]));
  }, [language]);
  useLayoutEffect(() => {
    const panel = ref.current;
    if (!panel || !anchor) return;
    panel.showPopover();
    placeBeside(panel, anchor);
    if (!matchMedia('(pointer: coarse)').matches) panel.querySelector('input')?.focus();
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') closePicker();
    };
    panel.addEventListener('toggle', onToggle);
    return () => panel.removeEventListener('toggle', onToggle);
  }, [anchor]);

  const found = useMemo(() => (list && query.trim() !== '' ? findEmoji(list, query) : null), [list, query]);
  const pick = (emoji: string) => {
    rememberEmoji(emoji);
    ref.current?.hidePopover();
    onPick(emoji);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      const first = found?.[0]?.emoji;
      if (first) pick(first);
      return;
    }
    moveInGrid(event, grid.current);
  };
  const cells = (emojis: ReadonlyArray<{ emoji: string; label: string }>) => (
    <div className={styles.cells}>
      {emojis.map(({ emoji, label }) => (
        <button
          key={emoji}
          type="button"
          data-cell=""
          className={styles.cell}
          aria-label={label}
          title={label}
          onClick={() => pick(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
  return (
    <div
      ref={ref}
      popover="auto"
      role="dialog"
      aria-label={t('composer.emoji')}
      className={styles.panel}
      onKeyDown={onKeyDown}
    >
      <label className={styles.search}>
        <Search size={17} aria-hidden="true" />
        <input
          type="search"
          aria-label={t('composer.emojiSearch')}
          placeholder={t('composer.emojiSearch')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <div ref={grid} className={styles.grid}>
        {found && cells(found)}
        {found?.length === 0 && <p className={styles.none}>{t('composer.emojiNone')}</p>}
        {!found && (
          <>
            <h3 className={styles.name}>{t('composer.emojiRecent')}</h3>
            {cells(recent.map((emoji) => ({ emoji, label: labelOf(list, emoji) })))}
            {list &&
              groups.map((group) => (
                <section key={group} data-group={group} className={styles.group}>
                  <h3 className={styles.name}>{t(`composer.emojiGroup${group}`)}</h3>
                  {cells(list.filter((one) => one.group === group))}
                </section>
              ))}
          </>
        )}
      </div>
      <nav className={styles.groups} data-sideways="" aria-label={t('composer.emojiGroups')}>
        {groups.map((group, at) => (
          <button
            key={group}
            type="button"
            aria-label={t(`composer.emojiGroup${group}`)}
            title={t(`composer.emojiGroup${group}`)}
            onClick={() => {
              setQuery('');
              grid.current?.querySelector(`[data-group="${group}"]`)?.scrollIntoView({ block: 'start' });
            }}
          >
            {signs[at]}
          </button>
        ))}
      </nav>
    </div>
  );
}

const labelOf = (list: readonly Emoji[] | null, emoji: string) =>
  list?.find((one) => one.emoji === emoji)?.label ?? emoji;

const perRow = 8;

function moveInGrid(event: KeyboardEvent, grid: HTMLElement | null): void {
  const cells = [...(grid?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])];
  const now = cells.indexOf(document.activeElement as HTMLElement);
  const isInField = event.target instanceof HTMLInputElement;
  if (isInField && event.key !== 'ArrowDown') return;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const next = isInField ? cells[0] : cells[now + step];
  next?.focus();
}
