import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Flusher } from './flusher.ts';
import { OutgoingQueue } from './outgoing-queue.ts';

/** A socket whose reader takes data only when it is told to. */
function createSocket() {
  const written: Buffer[] = [];
  let isReading = true;
  let release = () => {};
  const socket = new Duplex({
    highWaterMark: 100,
    read() {},
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk);
      if (isReading) done();
      else release = done;
    },
    writev(chunks, done) {
      for (const { chunk } of chunks) written.push(chunk as Buffer);
      done();
    },
  });
  return {
    socket,
    written,
    text: () => Buffer.concat(written).toString(),
    block() {
      isReading = false;
    },
    async unblock() {
      isReading = true;
      release();
      await new Promise(setImmediate);
    },
  };
}

function createQueue(maxBytes = 1000) {
  const flusher = new Flusher();
  const peer = createSocket();
  const events: string[] = [];
  const owner = {
    onOverflow: () => events.push('overflow'),
    onDropped: (count: number) => events.push(`dropped ${count}`),
  };
  return { flusher, peer, events, queue: new OutgoingQueue(peer.socket, flusher, owner, maxBytes) };
}

const frame = (text: string) => Buffer.from(text);

describe('OutgoingQueue', () => {
  it('writes once per tick, shared frames before replies', async () => {
    const { queue, peer } = createQueue();
    queue.push(frame('a'));
    queue.pushReply(frame('R'));
    queue.push(frame('b'));
    expect(peer.written).toEqual([]);
    await new Promise(setImmediate);
    expect(peer.written.map(String)).toEqual(['abR']);
  });

  it('shares one buffer between sockets with the same frames', () => {
    const flusher = new Flusher();
    const peers = [createSocket(), createSocket(), createSocket()];
    const owner = { onOverflow() {}, onDropped() {} };
    const queues = peers.map(({ socket }) => new OutgoingQueue(socket, flusher, owner, 1000));
    for (const shared of [frame('one'), frame('two')]) for (const queue of queues) queue.push(shared);
    queues[2]?.pushReply(frame('!'));
    flusher.flush();
    expect(peers.map(({ text }) => text())).toEqual(['onetwo', 'onetwo', 'onetwo!']);
    expect(peers[0]?.written[0]).toBe(peers[1]?.written[0]);
  });

  it('counts what it wrote', () => {
    const counts: object[] = [];
    const flusher = new Flusher((count) => counts.push(count));
    const { socket } = createSocket();
    const queue = new OutgoingQueue(socket, flusher, { onOverflow() {}, onDropped() {} }, 1000);
    queue.push(frame('abc'));
    queue.pushReply(frame('de'));
    flusher.flush();
    expect(counts).toEqual([{ deliveries: 2, bytes: 5 }]);
  });

  it('keeps frames back while the reader is slow, and goes on where it stopped', async () => {
    const { queue, peer, flusher, events } = createQueue();
    peer.block();
    queue.push(frame('x'.repeat(150)));
    flusher.flush();
    for (const text of ['1', '2', '3']) {
      queue.push(frame(text));
      flusher.flush();
    }
    expect(peer.text()).toBe('x'.repeat(150));
    await peer.unblock();
    flusher.flush();
    expect(peer.text()).toBe(`${'x'.repeat(150)}123`);
    expect(events).toEqual([]);
  });

  it('drops typing and presence before it gives the reader up', async () => {
    const { queue, peer, flusher, events } = createQueue(400);
    peer.block();
    queue.push(frame('x'.repeat(150)));
    flusher.flush();
    queue.push(frame('m'.repeat(100)));
    queue.push(frame('t'.repeat(200)), true);
    flusher.flush();
    expect(events).toEqual(['dropped 1']);
    queue.push(frame('n'.repeat(200)));
    flusher.flush();
    expect(events).toEqual(['dropped 1', 'overflow']);
  });

  it('bounds replies too', () => {
    const { queue, peer, flusher, events } = createQueue(400);
    peer.block();
    for (let count = 0; count < 6; count++) {
      queue.pushReply(frame('r'.repeat(100)));
      flusher.flush();
    }
    expect(events).toEqual(['overflow']);
  });

  it('writes nothing after its end', () => {
    const { queue, peer, flusher } = createQueue();
    queue.push(frame('a'));
    queue.end();
    queue.push(frame('b'));
    queue.writeControl(frame('c'));
    flusher.flush();
    expect(peer.text()).toBe('');
  });
});
