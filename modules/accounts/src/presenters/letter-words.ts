/** What letters of accounts say. `{name}`: the account, `{email}`: an address. */
export const letterWords = {
  en: {
    hello: 'Hello, {name}!',
    helloStranger: 'Hello!',
    confirm: {
      subject: 'Confirm your e-mail address',
      text: 'Is {email} your address, and is @{username} your account? Then confirm it, to be told of what you miss and to find back in without your password.',
      act: 'Confirm the address',
      end: 'The link is good for 24 hours and works once. If you know nothing of this, do nothing: without your confirmation this address gets no more letters.',
    },
    reset: {
      subject: 'Choose a new password',
      text: 'Somebody, probably you, has asked for a new password for @{username}.',
      act: 'Choose a new password',
      end: 'The link is good for an hour and works once; a new password signs you out everywhere. If it was not you, do nothing: your password stays as it is.',
    },
    former: {
      subject: 'Your account has another e-mail address',
      text: 'The account @{username} has another e-mail address from now on. This one gets no more letters, and no password can be chosen through it.',
      end: 'If it was not you, sign in, change your password and your address, or turn to whoever runs this server.',
    },
    reason: 'You get this letter because of your account.',
  },
  ru: {
    hello: 'Здравствуйте, {name}!',
    helloStranger: 'Здравствуйте!',
    confirm: {
      subject: 'Подтвердите адрес почты',
      text: '{email} — ваш адрес, а @{username} — ваш аккаунт? Тогда подтвердите его: будем писать о том, что вы пропустили, и вы сможете войти, даже если забудете пароль.',
      act: 'Подтвердить адрес',
      end: 'Ссылка действует 24 часа и срабатывает один раз. Если вы тут ни при чём, ничего не делайте: без подтверждения писем на этот адрес больше не будет.',
    },
    reset: {
      subject: 'Новый пароль',
      text: 'Кто-то — скорее всего, вы — просит новый пароль для @{username}.',
      act: 'Выбрать новый пароль',
      end: 'Ссылка действует час и срабатывает один раз; с новым паролем вы выйдете на всех устройствах. Если это были не вы, ничего не делайте: пароль останется прежним.',
    },
    former: {
      subject: 'У вашего аккаунта другой адрес почты',
      text: 'У аккаунта @{username} теперь другой адрес почты. На этот письма больше не приходят, и пароль через него не сменить.',
      end: 'Если это были не вы, войдите, смените пароль и адрес или обратитесь к тому, кто ведёт этот сервер.',
    },
    reason: 'Вы получили это письмо из-за своего аккаунта.',
  },
} as const;

/** Puts values in their places. What they hold is not looked through again. */
export const fill = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
