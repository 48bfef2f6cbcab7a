import { rareWord } from './texts.ts';

/** Kinds of queries, each asked with other words each time. */
export const queryKinds: Readonly<Record<string, (turn: number) => Record<string, string>>> = {
  'a frequent word': (turn) => ({ q: ['договор', 'встреча', 'report', 'сегодня', 'привет'][turn % 5] ?? '' }),
  'a rare word': (turn) => ({ q: rareWord(20_000 + turn * 137) }),
  'two words': (turn) => ({ q: `договор ${rareWord(turn * 11)}` }),
  'another form': (turn) => ({
    q: ['договорах', 'встречами', 'клиентами', 'таблицах', 'meetings'][turn % 5] ?? '',
  }),
  'half a word': (turn) => ({ q: rareWord(3000 + turn * 53).slice(0, 4) }),
  'the inside of a word': (turn) => ({ q: rareWord(9000 + turn * 71).slice(1, 6) }),
  'a typing error': (turn) => ({ q: ['дгоовор', 'встерча', 'докумнет', 'ошибук', 'reprot'][turn % 5] ?? '' }),
  'the wrong layout': (turn) => ({
    q: ['ljujdjh', 'dcnhtxf', 'ghbdtn', 'hfphf,jnrf', 'руддщ'][turn % 5] ?? '',
  }),
  'Latin letters': (turn) => ({ q: ['dogovor', 'vstrecha', 'privet', 'dostavka', 'zakaz'][turn % 5] ?? '' }),
  'a code': (turn) => ({ q: `ABC-${10_000 + turn * 997}` }),
  'what nobody said': (turn) => ({ q: `синхрофазотрон${turn}ъ` }),
  'a phrase': () => ({ q: '"и в не"' }),
  'links after a day': () => ({ q: 'has:link after:2026-06-01' }),
  'five words': () => ({ q: 'я не понял что надо' }),
};
