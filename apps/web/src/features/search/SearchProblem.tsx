import type { SearchFilterProblem } from '@bridges/contracts';
import { ApiError } from '@bridges/sdk';
import { CircleAlert, SearchX } from 'lucide-react';
import { useT } from '../../i18n/language.ts';
import type { Translate } from '../../i18n/translate.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { withoutFilters } from './filters.ts';
import { setSearch, useSearch } from './search-store.ts';

interface Props {
  error: unknown;
  onRetry: () => void;
}

/** Why nothing is shown, and what to do: another filter, or once more. */
export function SearchProblem({ error, onRetry }: Props) {
  const t = useT();
  const problems = badFilters(error);
  if (problems.length === 0) {
    const why = errorText(error, t);
    // That it did not work is told once.
    const hint = why === t('error.unknown') ? undefined : why;
    return (
      <Notice icon={CircleAlert} title={t('search.failed')} hint={hint} isAlert>
        <Button look="tinted" onClick={onRetry}>
          {t('act.tryAgain')}
        </Button>
      </Notice>
    );
  }
  return (
    <Notice
      icon={SearchX}
      title={t('search.badFilter')}
      hint={problems.map((problem) => problemText(problem, t)).join(' ')}
      isAlert
    >
      <Button
        look="tinted"
        onClick={() => setSearch({ chips: [], text: withoutFilters(useSearch.getState().text) })}
      >
        {t('search.clearFilters')}
      </Button>
    </Notice>
  );
}

function badFilters(error: unknown): readonly SearchFilterProblem[] {
  if (!(error instanceof ApiError) || error.code !== 'messages.search_filter_invalid') return [];
  const { filters } = (error.details ?? {}) as { filters?: readonly SearchFilterProblem[] };
  return filters ?? [];
}

const problemText = ({ filter, value, reason }: SearchFilterProblem, t: Translate): string => {
  const name = t(`search.write_${filter}`);
  switch (reason) {
    case 'empty':
    case 'repeated':
      return t(`search.bad_${reason}`, { filter: name });
    case 'unknown':
      return t(`search.bad_${filter === 'in' || filter === 'is' ? filter : 'has'}`, { filter: name, value });
    case 'not_a_date':
      return t('search.bad_not_a_date', { filter: name, value });
    case 'never':
      return t('search.bad_never');
  }
};
