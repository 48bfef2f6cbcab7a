const latin = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ';
const swapped = new Map<string, string>();
for (let at = 0; at < latin.length; at += 1) {
  swapped.set(latin.charAt(at), russian.charAt(at));
  swapped.set(russian.charAt(at), latin.charAt(at));
}

/** The same keys pressed in the other layout: "ghbdtn" is "привет". */
export const otherLayout = (text: string): string =>
  Array.from(text, (key) => swapped.get(key) ?? key).join('');
