// "Who may know whom", as rules. Each comment says what to do instead; scripts/check/layers.ts prints it.

const modules = '(accounts|files|groups|messages|notifications|gateway)';
const room = (name) => `^modules/([^/]+)/src/${name}/`;
const sameRoom = (name) => `^modules/$1/src/${name}/`;
const doors = '(routes|rpc|consumers|jobs)';
const notTests = '(^|/)tests/|\\.test\\.tsx?$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'Two files that need each other are one idea or three: move the shared part into a file of its own.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'modules-never-import-modules',
      severity: 'error',
      comment:
        'Call it by RPC (platform.rpc.client of its service in @bridges/contracts/proto), or consume its event.',
      from: { path: `^modules/${modules}/` },
      to: { path: `^modules/${modules}/`, pathNot: '^modules/$1/' },
    },
    {
      name: 'modules-stand-on-kit-and-contracts',
      severity: 'error',
      comment:
        'A module uses packages/kit and packages/contracts only (its tests: packages/dev-env and sdk too).',
      from: { path: '^modules/', pathNot: notTests },
      to: { path: '^(apps|e2e|bench|scripts|tests|packages/(sdk|dev-env))/' },
    },
    {
      name: 'packages-know-no-apps-or-modules',
      severity: 'error',
      comment: 'apps → modules → packages. Turn the dependency round: let the caller pass it in.',
      from: { path: '^packages/(contracts|kit|sdk)/' },
      to: { path: '^(apps|modules|e2e|bench|scripts|tests)/' },
    },
    {
      name: 'dev-env-composes-only',
      severity: 'error',
      comment: 'The test platform starts apps/server as it is; it must not reach into a module.',
      from: { path: '^packages/dev-env/' },
      to: { path: '^(modules|e2e|bench|scripts|tests|apps/web)/' },
    },
    {
      name: 'contracts-import-nothing-of-ours',
      severity: 'error',
      comment: 'Contracts are what crosses a process: shapes only, on zod and protobuf.',
      from: { path: '^packages/contracts/' },
      to: { path: '^(packages/(?!contracts/)|apps|modules)' },
    },
    {
      name: 'kit-knows-no-domain',
      severity: 'error',
      comment: 'Only packages/contracts is below the kit.',
      from: { path: '^packages/kit/', pathNot: notTests },
      to: { path: '^(packages/(?!kit/|contracts/)|apps|modules|e2e|bench)' },
    },
    {
      name: 'sdk-knows-contracts-only',
      severity: 'error',
      comment: 'web → sdk → contracts: the SDK runs in browsers and at strangers.',
      from: { path: '^packages/sdk/', pathNot: notTests },
      to: { path: '^(packages/(?!sdk/|contracts/)|apps|modules|e2e|bench)' },
    },
    {
      name: 'web-knows-sdk-and-contracts-only',
      severity: 'error',
      comment: 'web → sdk → contracts: what the page needs of the server comes through the SDK.',
      from: { path: '^apps/web/', pathNot: notTests },
      to: { path: '^(packages/(?!sdk/|contracts/)|modules|apps/server|e2e|bench)' },
    },
    {
      name: 'server-composes-only',
      severity: 'error',
      comment: 'apps/server wires modules by their package names and knows no web source.',
      from: { path: '^apps/server/', pathNot: notTests },
      to: { path: '^(apps/web|e2e|bench|scripts|tests|packages/(sdk|dev-env))/' },
    },
    {
      name: 'scenarios-know-the-outside-only',
      severity: 'error',
      comment:
        'Scenarios and journeys speak to an address through the SDK: they do not know how it is deployed.',
      from: { path: '^e2e/', pathNot: '^e2e/split/' },
      to: { path: '^(modules|apps|packages/kit)/' },
    },
    {
      name: 'doors-only-call',
      severity: 'error',
      comment: 'A door calls services, selectors, presenters and policies; another door is not one of them.',
      from: { path: `^modules/([^/]+)/src/${doors}/` },
      to: { path: `^modules/$1/src/(?!$2/)${doors}/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'doors-do-not-touch-tables',
      severity: 'error',
      comment: 'A door writes through a service and reads through a selector.',
      from: { path: `^modules/([^/]+)/src/${doors}/` },
      to: { path: sameRoom('tables'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-doors-but-the-index',
      severity: 'error',
      comment: 'Doors are for those outside. Move the shared part into a service or a selector.',
      from: { path: `^modules/([^/]+)/src/(services|selectors|policies|presenters|tables)/` },
      to: { path: `^modules/$1/src/${doors}/` },
    },
    {
      name: 'selectors-never-write',
      severity: 'error',
      comment: 'Selectors read. If the read needs a write, it is a service.',
      from: { path: room('selectors') },
      to: { path: sameRoom('services') },
    },
    {
      name: 'policies-and-presenters-are-pure',
      severity: 'error',
      comment: 'They import nothing of the rooms but types: the caller reads first and hands the rows in.',
      from: { path: '^modules/([^/]+)/src/(policies|presenters)/', pathNot: notTests },
      to: {
        path: '^modules/$1/src/(routes|rpc|consumers|jobs|services|selectors|tables)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'policies-and-presenters-touch-no-world',
      severity: 'error',
      comment: 'No database, network, file or kit inside a pure function (types are fine).',
      from: { path: '^modules/([^/]+)/src/(policies|presenters)/', pathNot: notTests },
      to: { path: '(node_modules/(kysely|pg|ws|fastify|pino)/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      comment: 'Move what is shared into packages/dev-env.',
      from: { pathNot: notTests },
      to: { path: notTests },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      comment: 'The file or package does not exist, or its package.json does not export it.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|e2e|bench)/.*(dist|artifacts|results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
    builtInModules: { add: [] },
  },
};
