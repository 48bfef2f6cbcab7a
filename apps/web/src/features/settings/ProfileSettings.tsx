import { limits } from '@bridges/contracts/protocol';
import { formatMoment } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { useMe } from '../../store/selectors.ts';
import { Field } from '../../ui/Field.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { toast } from '../../ui/toasts.ts';
import { useForm } from '../../ui/use-form.ts';
import { MyPicture } from '../avatar/MyPicture.tsx';
import styles from './SettingsPage.module.css';

/** My public profile. */
export function ProfileSettings() {
  const t = useT();
  const me = useMe();
  const language = useLanguage();
  const { errors, problem, isBusy, onSubmit } = useForm({
    names: ['displayName', 'statusMessage', 'bio', 'birthday'],
    check: ({ displayName }) => ({
      displayName: displayName.trim() === '' ? t('field.required') : undefined,
    }),
    async send({ displayName, statusMessage, bio, birthday }) {
      await client.rest.me.update({ displayName, statusMessage, bio, birthday: birthday || null });
      toast(t('act.saved'));
    },
  });
  if (!me) return null;
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <MyPicture />
      <Field
        label={t('settings.name')}
        name="displayName"
        autoComplete="name"
        defaultValue={me.displayName}
        maxLength={limits.displayName}
        error={errors.displayName}
      />
      <Field
        label={t('settings.status')}
        hint={t('settings.statusHint')}
        name="statusMessage"
        autoComplete="off"
        defaultValue={me.statusMessage}
        maxLength={limits.statusMessage}
      />
      <TextArea label={t('settings.bio')} name="bio" defaultValue={me.bio} maxLength={limits.bio} rows={3} />
      <Field
        label={t('settings.birthday')}
        name="birthday"
        type="date"
        min="1900-01-01"
        max={new Date().toISOString().slice(0, 10)}
        defaultValue={me.birthday ?? ''}
      />
      {me.lastSignInAt !== null && (
        <p className={styles.quiet}>
          {t('settings.lastSignIn', { when: formatMoment(new Date(me.lastSignInAt), language) })}
        </p>
      )}
      <FormEnd problem={problem} isBusy={isBusy}>
        {t('act.save')}
      </FormEnd>
    </form>
  );
}
