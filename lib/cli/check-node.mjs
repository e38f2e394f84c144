// Preloaded before any TypeScript, in syntax that old versions of Node read: TypeScript itself needs a current Node.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `This needs Node 22.18 or newer, but runs on ${process.versions.node}. ` +
      'Use `npm start` or `npm test` (they bring a current Node along), or run `npm ci` again.\n',
  );
  process.exit(1);
}
