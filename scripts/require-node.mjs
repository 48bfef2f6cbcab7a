// Plain JavaScript, because it must run on the Node that is too old for the rest.
const needed = 24;
const [major] = process.versions.node.split('.');

if (Number(major) < needed) {
  console.error(
    `Bridges needs Node.js ${needed} or newer, and this is ${process.versions.node}. On Linux and Windows "npm ci" brings it along, ` +
      'unless optional packages are left out; elsewhere install it from https://nodejs.org.',
  );
  process.exit(1);
}
