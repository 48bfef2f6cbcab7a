import type { Privacy } from '@bridges/sdk';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { useClientState, useConnection } from '../../store/selectors.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { toast } from '../../ui/toasts.ts';
import settingsStyles from '../settings/SettingsPage.module.css';
import { AudienceSelect } from './AudienceSelect.tsx';
import { BlockedPeople } from './BlockedPeople.tsx';

const choices = ['whoCanWrite', 'whoCanSeeLastSeen', 'whoCanAddToGroups', 'whoCanFindMe'] as const;

/** Who may do what with regard to me, and whom I have blocked. */
export function PrivacySettings() {
  const t = useT();
  const privacy = useClientState((state) => state.contacts.privacy);
  const isOnline = useConnection().status === 'online';
  const [hasFailed, setFailed] = useState(false);
  const isWanted = privacy === null && !hasFailed;
  useEffect(() => {
    if (isWanted) client.loadPrivacy().catch(() => setFailed(true));
  }, [isWanted, isOnline]);

  const choose = (change: Partial<Privacy>) => {
    client.rest.privacy.update(change).catch((error: unknown) => toast(errorText(error, t)));
  };
  if (privacy === null) {
    return hasFailed ? (
      <Notice title={t('settings.failed')} hint={t('error.network')} isAlert>
        <Button look="tinted" onClick={() => setFailed(false)}>
          {t('act.tryAgain')}
        </Button>
      </Notice>
    ) : (
      <div>
        <SkeletonRows count={4} />
      </div>
    );
  }
  return (
    <div>
      <section className={settingsStyles.section}>
        {choices.map((choice) => (
          <AudienceSelect
            key={choice}
            label={t(`privacy.${choice}`)}
            hint={t(`privacy.${choice}Hint`)}
            value={privacy[choice]}
            onChoose={(audience) => choose({ [choice]: audience })}
          />
        ))}
      </section>
      <BlockedPeople />
    </div>
  );
}
