import { parseMarkdown } from '@bridges/contracts/markdown';
import type { Block, Inline } from '@bridges/contracts/markdown';
import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import { CodeBlock } from './CodeBlock.tsx';
import styles from './MarkdownView.module.css';
import { Mention } from './Mention.tsx';
import { Spoiler } from './Spoiler.tsx';
import { TableView } from './TableView.tsx';

interface Props {
  text: string;
  /** What is set into the last line: time and ticks. */
  tail?: ReactNode;
}

/** What somebody wrote, as elements made from its tree: nothing in it is ever read as HTML. */
export const MarkdownView = memo(function MarkdownView({ text, tail }: Props) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  const isTailInside = blocks.at(-1)?.type === 'paragraph';
  return (
    <>
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} tail={isTailInside && at === blocks.length - 1 ? tail : null} />
      ))}
      {!isTailInside && tail}
    </>
  );
});

function BlockView({ block, tail }: { block: Block; tail?: ReactNode }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p className={styles.paragraph} dir="auto">
          {inlines(block.children)}
          {tail}
        </p>
      );
    case 'quote':
      return <blockquote className={styles.quote}>{blocks(block.children)}</blockquote>;
    case 'code':
      return <CodeBlock text={block.text} language={block.language} />;
    case 'table':
      return <TableView table={block} cell={inlines} />;
    case 'list': {
      const items = block.items.map((item, at) => (
        <li key={at} value={item.number ?? undefined}>
          {blocks(item.children)}
        </li>
      ));
      return block.isOrdered ? (
        <ol className={styles.list}>{items}</ol>
      ) : (
        <ul className={styles.list}>{items}</ul>
      );
    }
  }
}

const blocks = (list: readonly Block[]): ReactNode =>
  list.map((block, at) => <BlockView key={at} block={block} />);

const inlines = (nodes: readonly Inline[]): ReactNode =>
  nodes.map((node, at) => <InlineView key={at} node={node} />);

function InlineView({ node }: { node: Inline }): ReactNode {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'code':
      return (
        <code className={styles.code} dir="ltr">
          {node.text}
        </code>
      );
    case 'bold':
      return <strong>{inlines(node.children)}</strong>;
    case 'italic':
      return <em>{inlines(node.children)}</em>;
    case 'strike':
      return <s>{inlines(node.children)}</s>;
    case 'spoiler':
      return <Spoiler>{inlines(node.children)}</Spoiler>;
    case 'mention':
      return <Mention username={node.username} text={node.text} />;
    case 'link':
      return (
        <a href={node.url} title={node.url} target="_blank" rel="noopener noreferrer nofollow" dir="auto">
          {inlines(node.children)}
        </a>
      );
  }
}
