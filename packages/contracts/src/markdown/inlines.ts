import { maxDepth } from './ast.ts';
import type { Inline } from './ast.ts';
import { tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

type Run = Extract<Token, { is: 'run' }>;

interface Opener {
  /** `*1`, `*2`, `_1`, `_2`, `~2`, `|2` or `[`. */
  key: string;
  /** Where its mark stands in the list, as text until something closes it. */
  index: number;
}

/**
 * The inlines of a paragraph. What closes looks only for the last opener of its kind, and everything opened
 * since is given up: each mark is looked at once when it opens and once when it goes.
 */
export function parseInlines(source: string): Inline[] {
  const builder = new InlineBuilder();
  for (const token of tokenize(source)) builder.add(token);
  return joinTexts(builder.nodes);
}

class InlineBuilder {
  readonly nodes: Inline[] = [];
  readonly #depths: number[] = [];
  readonly #openers: Opener[] = [];
  readonly #counts = new Map<string, number>();
  /** The last place that is nested as deep as may be, and the last with a link in it. */
  #lastDeep = -1;
  #lastLink = -1;

  add(token: Token): void {
    if (token.is === 'node') this.#push(token.node, 0);
    else if (token.is === 'open') this.#open('[', '[');
    else if (token.is === 'close') this.#closeLink(token);
    else this.#addRun(token);
  }

  #push(node: Inline, depth: number): void {
    if (depth >= maxDepth.inlines) this.#lastDeep = this.nodes.length;
    if (node.type === 'link') this.#lastLink = this.nodes.length;
    this.nodes.push(node);
    this.#depths.push(depth);
  }

  #open(key: string, mark: string): void {
    this.#openers.push({ key, index: this.nodes.length });
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.#push({ type: 'text', text: mark }, 0);
  }

  #addRun(run: Run): void {
    let left = run.length;
    while (run.canClose && left > 0) {
      const size = this.#closable(run, left);
      if (size === 0) break;
      this.#close(`${run.letter}${size}`, size, run.letter);
      left -= size;
    }
    if (left === 0) return;
    if (!run.canOpen) return this.#push({ type: 'text', text: run.letter.repeat(left) }, 0);
    if (left > 1) this.#open(`${run.letter}2`, run.letter.repeat(2));
    if (left !== 2) this.#open(`${run.letter}1`, run.letter);
  }

  /** How many marks of this run close the last opener that they can; 0: none. */
  #closable(run: Run, left: number): number {
    const has = (size: number) => (this.#counts.get(`${run.letter}${size}`) ?? 0) > 0;
    if (left === 3) {
      if (!has(1) && !has(2)) return 0;
      const last = this.#openers.findLast(({ key }) => key === `${run.letter}1` || key === `${run.letter}2`);
      return last ? Number(last.key.charAt(1)) : 0;
    }
    if (has(left)) return left;
    // `*a**b*`: two marks that could open something don't close a single one.
    return left === 2 && !run.canOpen && has(1) ? 1 : 0;
  }

  #close(key: string, size: number, letter: string): void {
    const opener = this.#takeOpener(key);
    if (!opener) return;
    const type = letter === '~' ? 'strike' : letter === '|' ? 'spoiler' : size === 2 ? 'bold' : 'italic';
    const isWrapped = this.#wrap(opener.index, (children) => ({ type, children }));
    if (!isWrapped) this.#push({ type: 'text', text: letter.repeat(size) }, 0);
  }

  #closeLink({ url, written }: Extract<Token, { is: 'close' }>): void {
    const opener = this.#takeOpener('[');
    if (opener && url !== null) {
      // A link within a link is text: its inner one, which stands already, wins. So is one that nobody would see.
      if (
        this.#lastLink < opener.index &&
        this.nodes.slice(opener.index + 1).some(isSeen) &&
        this.#wrap(opener.index, (children) => ({ type: 'link', url, children }))
      )
        return;
    }
    this.#push({ type: 'text', text: url === null ? ']' : `](${written})` }, 0);
  }

  /** The last opener of this kind; those after it have found no end and stay text. */
  #takeOpener(key: string): Opener | undefined {
    if ((this.#counts.get(key) ?? 0) === 0) return undefined;
    for (;;) {
      const opener = this.#openers.pop();
      if (!opener) return undefined;
      this.#counts.set(opener.key, (this.#counts.get(opener.key) ?? 0) - 1);
      if (opener.key === key) return opener;
    }
  }

  #wrap(from: number, make: (children: Inline[]) => Inline): boolean {
    if (this.#lastDeep > from || from + 1 === this.nodes.length) return false;
    let depth = 0;
    for (let at = from + 1; at < this.#depths.length; at++) depth = Math.max(depth, this.#depths[at] ?? 0);
    if (this.#lastLink > from) this.#lastLink = from;
    const children = this.nodes.splice(from + 1);
    this.nodes.pop();
    this.#depths.length = from;
    this.#push(make(joinTexts(children)), depth + 1);
    return true;
  }
}

/** It isn't only white space, control signs and signs of direction. */
function isSeen(node: Inline): boolean {
  if (node.type === 'break') return false;
  if ('children' in node) return node.children.some(isSeen);
  return node.type !== 'text' || !/^[\s\p{C}]*$/u.test(node.text);
}

/** Neighbouring texts as one. */
function joinTexts(nodes: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  let texts: string[] = [];
  const flush = () => {
    if (texts.length > 0) joined.push({ type: 'text', text: texts.join('') });
    texts = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') {
      texts.push(node.text);
      continue;
    }
    flush();
    joined.push(node);
  }
  flush();
  return joined;
}
