import { parseDay } from '@bridges/contracts/search';
import type { SearchHas } from '@bridges/contracts';
import type { Language } from '../../i18n/catalogue.ts';
import { formatDate } from '../../i18n/dates.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Chip } from './filters.ts';

/** What a chip says. */
export function chipText({ kind, value, label }: Chip, t: Translate, language: Language): string {
  switch (kind) {
    case 'from':
    case 'in':
      return t(`search.chip_${kind}`, { value: label ?? (value === 'me' ? meText(kind, t) : value) });
    case 'before':
    case 'after': {
      const at = parseDay(value, { nowMs: Date.now(), utcOffset: -new Date().getTimezoneOffset() });
      return t(`search.chip_${kind}`, { value: at ? formatDate(at, language) : value });
    }
    case 'has':
      return t(`search.has_${value as SearchHas}`);
    case 'is':
      return t('search.pinned');
  }
}

const meText = (kind: 'from' | 'in', t: Translate): string =>
  t(kind === 'from' ? 'search.me' : 'chats.saved');
