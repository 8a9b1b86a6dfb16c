// Plain CommonJS, because an older Node must be able to read it: it cannot strip the types of what follows.
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Genkan needs Node.js 24 or newer; this is ${process.version} on ${process.platform}-${process.arch}.\n` +
      'On linux-x64 and linux-arm64 "npm ci" installs its own; elsewhere install Node.js 24 first.',
  );
  process.exit(1);
}
// Modules compiled once load four times faster. Beside the modules, where only their owner writes.
enableCompileCache(join(__dirname, '../node_modules/.cache/compiled'));
