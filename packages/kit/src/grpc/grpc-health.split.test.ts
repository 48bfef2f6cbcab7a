import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { GrpcServer } from './grpc-server.ts';

/** What a probe of Kubernetes or grpc_health_probe asks: HealthCheckRequest without a service. */
async function check(address: string): Promise<Buffer> {
  const client = new Client(address, credentials.createInsecure());
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      client.makeUnaryRequest<Buffer, Buffer>(
        '/grpc.health.v1.Health/Check',
        (bytes) => bytes,
        (bytes) => bytes,
        Buffer.alloc(0),
        new Metadata(),
        { deadline: Date.now() + 5000 },
        (error, answer) => (error ? reject(error) : resolve(answer ?? Buffer.alloc(0))),
      );
    });
  } finally {
    client.close();
  }
}

test('a probe without any credential is told whether the service takes calls', async () => {
  let isServing = true;
  const server = new GrpcServer({ host: '127.0.0.1', port: 0, credential: 'secret', onError: () => {} });
  await server.listen(() => isServing);
  const address = `127.0.0.1:${server.port}`;
  // HealthCheckResponse { status: SERVING = 1, NOT_SERVING = 2 }.
  expect([...(await check(address))]).toEqual([8, 1]);
  isServing = false;
  expect([...(await check(address))]).toEqual([8, 2]);
  await server.close();
  await expect(check(address)).rejects.toThrow(/UNAVAILABLE/);
});
