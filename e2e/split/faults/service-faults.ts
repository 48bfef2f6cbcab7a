import type { ServiceName, SplitWorld } from '@bridges/dev-env/split-world';
import type { Fault } from './fault-run.ts';

/** A service that is killed without warning; somebody (systemd, Kubernetes) starts it again a moment later. */
export const killFaults = (world: SplitWorld): Fault[] =>
  (Object.keys(world.services) as ServiceName[]).map((name) => ({
    name: `${name} killed`,
    forMs: 1500,
    mayPassUnnoticed: true,
    inject: async () => {
      const [service] = world.services[name];
      await service?.end('SIGKILL');
      return async () => service?.run();
    },
  }));

export const otherServiceFaults = (world: SplitWorld): Fault[] => [
  {
    name: 'a gateway drained',
    forMs: 3000,
    mayPassUnnoticed: true,
    inject: async () => {
      const [gateway] = world.services.gateway;
      await gateway?.end('SIGTERM');
      return async () => gateway?.run();
    },
  },
  {
    name: 'nginx reloaded',
    forMs: 2000,
    mayPassUnnoticed: true,
    inject: async () => {
      await world.reloadNginx();
      return async () => {};
    },
  },
  ...(['groups', 'accounts', 'messages'] as const).map((name) => ({
    name: `${name} hangs`,
    forMs: 7000,
    mayPassUnnoticed: true,
    inject: async () => {
      const [service] = world.services[name];
      if (!service) throw new Error(`no ${name}`);
      const { pid } = service;
      world.frozen.add(pid);
      process.kill(pid, 'SIGSTOP');
      return async () => {
        process.kill(pid, 'SIGCONT');
        world.frozen.delete(pid);
      };
    },
  })),
];

/** Between services and what they stand on, one way at a time. */
export const networkFaults = (world: SplitWorld): Fault[] => [
  ...(['accounts', 'messages'] as const).map((name) => proxied(world, name, 'garbage')),
  ...(['redis', 'rabbit', 'messages'] as const).flatMap((name) => [
    proxied(world, name, 'deaf'),
    proxied(world, name, 'mute'),
  ]),
];

const saying = {
  garbage: (name: string) => `${name} answers garbage`,
  deaf: (name: string) => `${name} hears nothing`,
  mute: (name: string) => `nobody hears ${name}`,
};

function proxied(world: SplitWorld, name: string, mode: keyof typeof saying): Fault {
  return {
    name: saying[mode](name),
    forMs: 6000,
    mayPassUnnoticed: true,
    inject: async () => {
      const proxies = world.proxies[name] ?? [];
      for (const proxy of proxies) proxy.mode = mode;
      return async () => {
        for (const proxy of proxies) proxy.mode = 'open';
      };
    },
  };
}

/** Every copy of every service, one after the other, told to stop and started again. */
export const rollingRestart = (world: SplitWorld): Fault => ({
  name: 'all services restarted, one after the other',
  forMs: 0,
  failsNoRequest: true,
  mayPassUnnoticed: true,
  inject: async () => {
    for (const copies of Object.values(world.services))
      for (const service of copies) {
        await service.end('SIGTERM');
        await service.run();
      }
    return async () => {};
  },
});
